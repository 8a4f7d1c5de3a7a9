use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    region = env("LEDGER=REGION"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
