use dynamo_model::prelude::*;

#[derive(AwsAccess)]
struct Other;

#[derive(AwsAccess)]
#[dynamo(meta(
    access = Other,
))]
struct Account;

fn main() {}
