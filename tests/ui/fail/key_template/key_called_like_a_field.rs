use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}", org = "ORG"))]
struct Order {
    org: String,
}

fn main() {}
