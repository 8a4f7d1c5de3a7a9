use dynamo_model::prelude::*;

const PROFILE: u64 = 1;

#[derive(DynamoModel)]
#[dynamo(meta(
    profile = PROFILE,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
