use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = "my_access_key_id",
    aws_secret_access_key = 271828182845,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
