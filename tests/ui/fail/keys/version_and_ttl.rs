use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(version, ttl)]
    rev: u64,
}

fn main() {}
