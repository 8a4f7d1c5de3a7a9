#![allow(deprecated, dead_code)]

use dynamo_model::prelude::*;

#[deny(deprecated)]
#[derive(DynamoModel)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::1234567:role/my-aws-role", aws_sts_role_session_name = "MySession", aws_sts_session_expiration = 3600))]
struct Model {
    id: String,
}

fn main() {}
