use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = env("LEDGER_KEY_ID"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
