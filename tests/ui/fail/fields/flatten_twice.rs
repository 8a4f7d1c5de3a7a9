use dynamo_model::prelude::*;
use std::collections::HashMap;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(flatten)]
    rest: HashMap<String, String>,
    #[dynamo(flatten)]
    others: HashMap<String, String>,
}

fn main() {}
