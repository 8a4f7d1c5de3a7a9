use dynamo_model::prelude::*;
use std::collections::HashSet;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    tags: Option<HashSet<String>>,
}

fn main() {}
