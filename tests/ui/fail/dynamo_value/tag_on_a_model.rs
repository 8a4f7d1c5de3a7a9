use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(tag = "kind")]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
