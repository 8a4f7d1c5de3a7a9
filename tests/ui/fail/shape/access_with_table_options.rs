use dynamo_model::prelude::*;

#[derive(AwsAccess)]
#[dynamo(meta(
    table_name = "ledger",
    billing_mode = "PAY_PER_REQUEST",
))]
struct Account;

fn main() {}
