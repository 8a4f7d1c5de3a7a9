use dynamo_model::prelude::*;

#[derive(AwsAccess)]
struct Account;

#[derive(DynamoModel)]
#[dynamo(meta(
    access = Account,
    region = "eu-west-1",
    use_fips = false,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
