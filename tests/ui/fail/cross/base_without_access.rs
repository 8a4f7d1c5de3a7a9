use dynamo_model::prelude::*;

struct Hub;

#[derive(DynamoModel)]
#[dynamo(meta(
    base = Hub,
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
