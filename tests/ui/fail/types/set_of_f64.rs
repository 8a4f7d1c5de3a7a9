use dynamo_model::prelude::*;
use std::collections::BTreeSet;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    sizes: BTreeSet<f64>,
}

fn main() {}
