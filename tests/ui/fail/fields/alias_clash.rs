use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    total: u64,
    #[dynamo(alias = "total")]
    sum: u64,
}

fn main() {}
