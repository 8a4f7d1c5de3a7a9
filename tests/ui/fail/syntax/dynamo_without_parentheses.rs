use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
