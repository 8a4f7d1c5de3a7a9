use dynamo_model::prelude::*;

const MINUTE: u64 = 60;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    expiration = MINUTE,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
