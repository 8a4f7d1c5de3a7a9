use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk))]
struct Order {
    org: String,
}

fn main() {}
