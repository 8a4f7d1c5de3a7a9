use dynamo_model::prelude::*;

const REGION: &str = "cn-north-1";

#[derive(DynamoModel)]
#[dynamo(meta(
    region = REGION,
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
