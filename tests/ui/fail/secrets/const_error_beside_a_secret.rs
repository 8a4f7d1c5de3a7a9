use dynamo_model::prelude::*;

const REGION: &str = "eu-west-1a";

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = "my_access_key_id", aws_secret_access_key = "fixture-secret", region = REGION,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
