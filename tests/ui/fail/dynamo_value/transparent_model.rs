use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(transparent)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
