#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/teams/ledger/rw+=,.@_-",
    session_name = "billing+=,.@_-1",
))]
struct Model {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
