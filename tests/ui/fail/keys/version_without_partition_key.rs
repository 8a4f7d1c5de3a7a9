use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry {
    #[dynamo(version)]
    rev: u64,
}

fn main() {}
