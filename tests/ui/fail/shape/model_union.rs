use dynamo_model::prelude::*;

#[derive(DynamoModel)]
union Entry {
    number: u64,
}

fn main() {}
