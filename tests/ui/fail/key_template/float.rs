use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "{price}"))]
struct Order {
    price: f64,
}

fn main() {}
