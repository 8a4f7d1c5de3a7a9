use dynamo_model::prelude::*;
use std::collections::HashMap;

struct Line {
    sku: String,
}

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    lines: HashMap<String, Line>,
}

fn main() {}
