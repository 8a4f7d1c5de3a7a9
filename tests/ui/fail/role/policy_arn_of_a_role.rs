use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::123456789012:role/reader"],
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
