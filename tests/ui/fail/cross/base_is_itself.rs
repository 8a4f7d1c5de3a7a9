use dynamo_model::prelude::*;

#[derive(AwsAccess)]
#[dynamo(meta(
    base = Account,
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
))]
struct Account;

fn main() {}
