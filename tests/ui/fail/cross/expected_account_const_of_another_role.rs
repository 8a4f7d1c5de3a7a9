use dynamo_model::prelude::*;

const ACCOUNT: &str = "210987654321";

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    expected_account = ACCOUNT,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
