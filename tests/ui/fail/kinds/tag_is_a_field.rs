use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(tag = "type")]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    r#type: String,
}

fn main() {}
