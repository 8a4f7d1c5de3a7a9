use dynamo_model::prelude::*;
#[derive(DynamoValue)]
union Bits {
    whole: u64,
}

fn main() {}
