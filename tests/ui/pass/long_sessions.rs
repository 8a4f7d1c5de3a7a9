#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

#[derive(AwsAccess)]
#[dynamo(meta(aws_access_key_id = env("HUB_KEY_ID"), aws_secret_access_key = env("HUB_SECRET")))]
struct Keys;

#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/hub"))]
struct Role;

#[derive(AwsAccess)]
#[dynamo(meta(
    base = Keys,
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    expiration = 43200,
))]
struct OverKeys;

#[derive(AwsAccess)]
#[dynamo(meta(
    base = Role,
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    expiration = 3600,
))]
struct OverRole;

fn main() {}
