use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(tag = "type")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(alias = "type")]
    sort: String,
}

fn main() {}
