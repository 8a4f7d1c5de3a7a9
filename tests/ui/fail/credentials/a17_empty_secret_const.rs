use dynamo_model::prelude::*;

const SECRET: &str = "";

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = env("LEDGER_KEY_ID"),
    aws_secret_access_key = SECRET,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
