use dynamo_model::prelude::*;

struct Account;

#[derive(DynamoModel)]
#[dynamo(meta(
    access = Account,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
