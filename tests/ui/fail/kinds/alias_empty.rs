use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(tag = "_kind", alias = "")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
