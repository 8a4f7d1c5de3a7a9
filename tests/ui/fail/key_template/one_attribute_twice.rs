use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}", pk = "ORG"))]
struct Order {
    org: String,
}

fn main() {}
