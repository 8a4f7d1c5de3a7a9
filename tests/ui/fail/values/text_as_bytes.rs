use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    profile = b"billing",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
