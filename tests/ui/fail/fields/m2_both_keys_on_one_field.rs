use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key, sort_key)]
    account: String,
}

fn main() {}
