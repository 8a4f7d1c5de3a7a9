use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(hash_key)]
    owner: String,
}

fn main() {}
