use dynamo_model::prelude::*;
#[derive(DynamoValue)]
struct Line<'a> {
    sku: &'a str,
}

fn main() {}
