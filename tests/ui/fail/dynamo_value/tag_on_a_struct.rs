use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(tag = "kind")]
struct Line {
    sku: String,
}

fn main() {}
