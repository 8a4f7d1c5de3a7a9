use dynamo_model::prelude::*;

const KEY_ID: &str = "ASIAMYACCESSKEYID";

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = KEY_ID,
    aws_secret_access_key = env("LEDGER_SECRET"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
