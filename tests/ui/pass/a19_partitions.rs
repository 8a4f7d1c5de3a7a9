#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

#[derive(AwsAccess)]
#[dynamo(meta(
    region = "cn-north-1",
    aws_sts_role_arn = "arn:aws-cn:iam::123456789012:role/ledger-rw",
))]
struct China;

#[derive(AwsAccess)]
#[dynamo(meta(
    region = "us-gov-west-1",
    aws_sts_role_arn = "arn:aws-us-gov:iam::123456789012:role/ledger-rw",
))]
struct Government;

#[derive(AwsAccess)]
#[dynamo(meta(
    region = "us-iso-east-1",
    aws_sts_role_arn = "arn:aws-iso:iam::123456789012:role/ledger-rw",
))]
struct Isolated;

fn main() {}
