use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(alias = "Purchase")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
