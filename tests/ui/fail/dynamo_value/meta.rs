use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(meta(region = "eu-west-1"))]
struct Line {
    sku: String,
}

fn main() {}
