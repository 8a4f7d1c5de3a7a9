use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(ttl)]
    expires_at: f64,
}

fn main() {}
