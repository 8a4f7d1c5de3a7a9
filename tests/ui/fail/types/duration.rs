use dynamo_model::prelude::*;
use std::time::Duration;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    timeout: Duration,
}

fn main() {}
