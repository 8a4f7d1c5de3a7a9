#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

#[derive(AwsAccess)]
#[dynamo(meta(region = "eu-west-1"))]
struct Account;

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "arn:aws:dynamodb:eu-west-1:123456789012:table/ledger",
    region = "eu-west-1",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
    access = Account,
))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
