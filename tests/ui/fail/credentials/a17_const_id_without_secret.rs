use dynamo_model::prelude::*;

const KEY_ID: &str = "my_access_key_id";

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = KEY_ID,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
