use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = concat!("", ""),
    aws_secret_access_key = env("LEDGER_SECRET"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
