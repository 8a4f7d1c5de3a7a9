use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(tag = "_kind", kind = "Order")]
struct Order {
    id: String,
}

fn main() {}
