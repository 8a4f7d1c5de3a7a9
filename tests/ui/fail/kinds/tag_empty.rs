use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(tag = "")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
