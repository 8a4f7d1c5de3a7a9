use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(crate = "dynamo_model")]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
