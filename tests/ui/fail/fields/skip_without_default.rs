use dynamo_model::prelude::*;
struct Cache;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(skip)]
    cache: Cache,
}

fn main() {}
