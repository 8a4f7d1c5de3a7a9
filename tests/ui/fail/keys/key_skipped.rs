use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key, skip)]
    account: String,
}

fn main() {}
