use dynamo_model::prelude::*;

const SECONDS: u32 = 3600;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    expiration = SECONDS,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
