use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = env("LEDGER_KEY_ID"),
    aws_secret_access_key = "",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
