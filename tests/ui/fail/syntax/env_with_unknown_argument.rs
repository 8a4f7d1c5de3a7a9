use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    region = env("LEDGER_REGION", otherwise = "eu-west-1"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
