use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Customer {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    customer: Customer,
}

fn main() {}
