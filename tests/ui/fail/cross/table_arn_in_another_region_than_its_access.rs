use dynamo_model::prelude::*;

#[derive(AwsAccess)]
#[dynamo(meta(region = "eu-central-1"))]
struct Account;

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "arn:aws:dynamodb:eu-west-1:123456789012:table/ledger",
    access = Account,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
