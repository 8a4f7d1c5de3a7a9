use dynamo_model::prelude::*;
use std::collections::BTreeSet;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: BTreeSet<String>,
}

fn main() {}
