use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key = "ORG#{org}")]
struct Order {
    org: String,
}

fn main() {}
