use dynamo_model::prelude::*;
use std::collections::HashMap;

#[derive(DynamoModel)]
#[dynamo(deny_unknown)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(flatten)]
    rest: HashMap<String, String>,
}

fn main() {}
