use dynamo_model::prelude::*;
use std::time::SystemTime;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(ttl, format = "rfc3339")]
    expires_at: SystemTime,
}

fn main() {}
