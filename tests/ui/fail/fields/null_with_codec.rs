use dynamo_model::prelude::*;
use std::time::SystemTime;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(null, format = "epoch_seconds")]
    at: Option<SystemTime>,
}

fn main() {}
