use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(version)]
    rev: u64,
    #[dynamo(version)]
    revision: u64,
}

fn main() {}
