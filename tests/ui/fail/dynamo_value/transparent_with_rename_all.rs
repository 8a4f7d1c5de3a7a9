use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(transparent, rename_all = "camelCase")]
struct Line {
    sku_code: String,
}

fn main() {}
