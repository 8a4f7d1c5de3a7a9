use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(transparent)]
struct Line {
    sku: String,
    qty: u64,
}

fn main() {}
