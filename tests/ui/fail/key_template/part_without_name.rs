use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{}"))]
struct Order {
    org: String,
}

fn main() {}
