use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(created_at, json)]
    created: u64,
}

fn main() {}
