use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_session_token = env("LEDGER_TOKEN"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
