#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

#[allow(deprecated)]
#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = "my_access_key_id",
    aws_secret_access_key = "fixture-secret",
    aws_session_token = env("MODEL_TOKEN", default = "fixture-token"),
    aws_sts_role_arn = "arn:aws:iam::1234567:role/my-aws-role",
))]
struct Model {
    id: String,
}

#[derive(AwsAccess)]
#[cfg_attr(all(), allow(deprecated, reason = "a database on this machine"))]
#[dynamo(meta(aws_access_key_id = "my_access_key_id", aws_secret_access_key = "fixture-secret"))]
struct Local;

fn main() {}
