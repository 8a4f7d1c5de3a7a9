#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

#[allow(deprecated)]
#[deny(deprecated)]
#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = env("LEDGER_KEY_ID"),
    aws_secret_access_key = env("LEDGER_SECRET", default = "fixture-secret"), aws_sts_role_arn = "arn:aws:iam::1234567:role/my-aws-role",
))]
struct Model {
    id: String,
}

fn main() {}
