use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{customer}"))]
struct Order {
    org: String,
}

fn main() {}
