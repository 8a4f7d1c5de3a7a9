use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(rename_all = "camelcase")]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    at: u64,
}

fn main() {}
