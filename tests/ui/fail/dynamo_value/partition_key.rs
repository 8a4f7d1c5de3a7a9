use dynamo_model::prelude::*;
#[derive(DynamoValue)]
struct Line {
    #[dynamo(partition_key)]
    sku: String,
}

fn main() {}
