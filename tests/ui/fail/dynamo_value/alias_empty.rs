use dynamo_model::prelude::*;
#[derive(DynamoValue)]
struct Line {
    #[dynamo(rename = "s", alias = "")]
    sku: String,
}

fn main() {}
