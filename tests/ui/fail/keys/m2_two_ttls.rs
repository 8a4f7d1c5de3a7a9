use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(ttl)]
    expires_at: u64,
    #[dynamo(ttl)]
    gone_at: u64,
}

fn main() {}
