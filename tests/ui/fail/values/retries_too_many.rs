use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    max_retry_attempts = 101,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
