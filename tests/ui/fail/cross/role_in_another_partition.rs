use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    region = "cn-north-1",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
