use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key())]
struct Order {
    org: String,
}

fn main() {}
