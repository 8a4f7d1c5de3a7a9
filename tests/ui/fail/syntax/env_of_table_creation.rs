use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    billing_mode = env("LEDGER_BILLING"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
