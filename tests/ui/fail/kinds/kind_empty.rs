use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(tag = "_kind", kind = "")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
