use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{number:05}"))]
struct Order {
    number: u64,
}

fn main() {}
