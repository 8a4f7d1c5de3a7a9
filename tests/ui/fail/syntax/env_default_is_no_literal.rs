use dynamo_model::prelude::*;

const REGION: &str = "eu-west-1";

#[derive(DynamoModel)]
#[dynamo(meta(
    region = env("LEDGER_REGION", default = REGION),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
