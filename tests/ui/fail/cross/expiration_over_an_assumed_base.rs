use dynamo_model::prelude::*;

#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/hub"))]
struct Hub;

#[derive(DynamoModel)]
#[dynamo(meta(
    base = Hub,
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    expiration = 3601,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
