use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    max_retry_attempts = if cfg!(debug_assertions) { 1 } else { 2 },
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
