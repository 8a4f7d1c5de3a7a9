use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key, partition_key)]
    account: String,
}

fn main() {}
