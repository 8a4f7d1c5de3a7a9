use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key, kind = "Order")]
    id: String,
}

fn main() {}
