use dynamo_model::prelude::*;
#[derive(DynamoValue, Clone, Debug, PartialEq)]
struct Account {
    id: String,
}

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: Account,
}

fn main() {}
