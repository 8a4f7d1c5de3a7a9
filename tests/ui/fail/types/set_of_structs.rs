use dynamo_model::prelude::*;
use std::collections::BTreeSet;

#[derive(DynamoValue, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    sku: String,
}

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    lines: BTreeSet<Line>,
}

fn main() {}
