use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(updated_at)]
    changed: u64,
    #[dynamo(updated_at)]
    touched: u64,
    #[dynamo(updated_at)]
    written: u64,
}

fn main() {}
