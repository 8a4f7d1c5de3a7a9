use dynamo_model::prelude::*;
struct Line {
    sku: String,
}

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    lines: Vec<Line>,
}

fn main() {}
