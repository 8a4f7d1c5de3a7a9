use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(transparent)]
struct Line {
    #[dynamo(rename = "s")]
    sku: String,
}

fn main() {}
