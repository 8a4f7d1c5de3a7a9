use dynamo_model::prelude::*;
struct Sku;

#[derive(DynamoValue)]
struct Line {
    sku: Sku,
}

fn main() {}
