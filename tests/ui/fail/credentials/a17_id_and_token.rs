use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = env("LEDGER_KEY_ID"),
    aws_session_token = env("LEDGER_TOKEN"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
