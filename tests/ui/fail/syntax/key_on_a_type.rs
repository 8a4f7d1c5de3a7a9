use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(partition_key)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
