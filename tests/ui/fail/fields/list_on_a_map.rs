use dynamo_model::prelude::*;
use std::collections::BTreeMap;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(list)]
    sizes: BTreeMap<String, u64>,
}

fn main() {}
