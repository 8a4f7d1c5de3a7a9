use dynamo_model::prelude::*;

#[derive(AwsAccess)]
struct Hub;

#[derive(DynamoModel)]
#[dynamo(meta(
    base = Hub,
    aws_access_key_id = env("LEDGER_KEY_ID"),
    aws_secret_access_key = env("LEDGER_SECRET"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
