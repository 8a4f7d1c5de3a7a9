use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    expiration = env("LEDGER_EXPIRATION", default = "899"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
