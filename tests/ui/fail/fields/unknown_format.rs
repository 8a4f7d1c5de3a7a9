use dynamo_model::prelude::*;
use std::time::SystemTime;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(format = "epoch_secs")]
    at: SystemTime,
}

fn main() {}
