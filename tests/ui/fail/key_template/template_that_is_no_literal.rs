use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = PREFIX))]
struct Order {
    org: String,
}

fn main() {}
