use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = "my_access_key_id",
    aws_secret_access_key = "fixture-secret",
    aws_secret_access_key = "fixture-secret-2",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
