use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    profile = env!("LEDGER_PROFILE_THAT_NOBODY_SETS"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
