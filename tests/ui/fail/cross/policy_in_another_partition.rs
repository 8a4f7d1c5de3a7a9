use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    region = "eu-west-1",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    policy_arns = ["arn:aws-cn:iam::aws:policy/ReadOnlyAccess"],
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
