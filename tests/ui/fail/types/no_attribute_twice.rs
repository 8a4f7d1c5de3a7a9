use dynamo_model::prelude::*;
struct Line {
    sku: String,
}

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    first: Line,
    second: Line,
}

fn main() {}
