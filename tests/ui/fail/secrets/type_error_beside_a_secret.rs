use dynamo_model::prelude::*;

const REGION: u64 = 7;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = "my_access_key_id", aws_secret_access_key = "fixture-secret", region = 7 + REGION,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
