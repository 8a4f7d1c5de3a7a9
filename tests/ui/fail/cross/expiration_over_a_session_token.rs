use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = env("LEDGER_KEY_ID"),
    aws_secret_access_key = env("LEDGER_SECRET"),
    aws_session_token = env("LEDGER_TOKEN"),
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    expiration = 7200,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
