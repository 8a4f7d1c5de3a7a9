use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}"), key(sk = "ORG"))]
struct Order {
    org: String,
}

fn main() {}
