use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(kind = "Line")]
struct Line {
    sku: String,
}

fn main() {}
