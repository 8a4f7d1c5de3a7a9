use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(rename_all = "camelCase")]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    placed_at: u64,
    #[dynamo(rename = "placedAt")]
    old_placed_at: u64,
}

fn main() {}
