use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_secret_access_key = env("LEDGER_SECRET", default = "fixture-secret"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
