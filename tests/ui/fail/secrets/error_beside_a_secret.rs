use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = "my_access_key_id", aws_secret_access_key = "fixture-secret", region = "eu-west-1a",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
