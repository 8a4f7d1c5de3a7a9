use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}", sk = "{number}"))]
struct Order {
    org: String,
    number: u32,
}

fn main() {}
