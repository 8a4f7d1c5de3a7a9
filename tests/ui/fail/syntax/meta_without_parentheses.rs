use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta = "ledger")]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
