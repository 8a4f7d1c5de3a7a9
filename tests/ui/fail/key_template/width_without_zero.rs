use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{number:20}"))]
struct Order {
    number: u64,
}

fn main() {}
