#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/my-aws-role", session_name = "MySession", expiration = 3600))]
struct Model {
    id: String,
}

fn main() {}
