use dynamo_model::prelude::*;
#[derive(DynamoValue)]
struct Address {
    city: String,
}

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(flatten)]
    address: Address,
}

fn main() {}
