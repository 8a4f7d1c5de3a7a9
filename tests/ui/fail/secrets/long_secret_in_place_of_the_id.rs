use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = "fixture0secret0of0forty0characters0000001",
    aws_session_token = env("LEDGER_TOKEN"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
