use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(tag = "_kind", index(ByAmount, partition = amount))]
struct Entry {
    #[dynamo(partitionkey)]
    account: String,
    #[dynamo(sort_key)]
    at: u64,
    amount: u64,
}

fn main() {}
