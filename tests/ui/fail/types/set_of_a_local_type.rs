use dynamo_model::prelude::*;
use std::collections::HashSet;

#[derive(PartialEq, Eq, Hash)]
struct Size(u64);

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    sizes: HashSet<Size>,
}

fn main() {}
