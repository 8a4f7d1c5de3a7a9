use dynamo_model::prelude::*;

const NAME: &str = "LEDGER_REGION";

#[derive(DynamoModel)]
#[dynamo(meta(
    region = env(NAME),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
