use dynamo_model::prelude::*;
use std::collections::BTreeMap;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    totals: BTreeMap<u64, String>,
}

fn main() {}
