use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(kind = "Order")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
