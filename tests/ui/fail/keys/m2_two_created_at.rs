use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(created_at)]
    created: u64,
    #[dynamo(created_at)]
    born: u64,
}

fn main() {}
