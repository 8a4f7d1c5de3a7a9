use dynamo_model::prelude::*;
struct Sku;

#[derive(DynamoValue)]
struct Line<T> {
    sku: Sku,
    more: T,
}

fn main() {}
