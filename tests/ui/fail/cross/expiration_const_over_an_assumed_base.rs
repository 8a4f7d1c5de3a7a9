use dynamo_model::prelude::*;

#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/hub"))]
struct Hub;

const SECONDS: u64 = 7200;

#[derive(DynamoModel)]
#[dynamo(meta(
    base = Hub,
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    expiration = SECONDS,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
