use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(sort_key)]
    at: u64,
    #[dynamo(sort_key)]
    until: u64,
}

fn main() {}
