use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = "my_access_key_id",
    aws_secret_acess_key = "fixture-secret",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
