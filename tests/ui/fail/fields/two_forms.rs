use dynamo_model::prelude::*;
struct Cents;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(with = Cents, json)]
    total: u64,
}

fn main() {}
