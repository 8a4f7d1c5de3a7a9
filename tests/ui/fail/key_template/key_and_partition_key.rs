use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}"))]
struct Order {
    #[dynamo(partition_key)]
    org: String,
    #[dynamo(sort_key)]
    at: u64,
}

fn main() {}
