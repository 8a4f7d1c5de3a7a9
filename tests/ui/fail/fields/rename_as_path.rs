use dynamo_model::prelude::*;
const NAME: &str = "at";

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(rename = NAME)]
    at: u64,
}

fn main() {}
