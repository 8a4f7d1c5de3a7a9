use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(sort_key)]
    at: u64,
}

fn main() {}
