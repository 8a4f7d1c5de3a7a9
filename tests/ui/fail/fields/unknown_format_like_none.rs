use dynamo_model::prelude::*;
use std::time::SystemTime;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(format = "%Y-%m-%d")]
    at: SystemTime,
}

fn main() {}
