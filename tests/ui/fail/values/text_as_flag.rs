use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    profile = true,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
