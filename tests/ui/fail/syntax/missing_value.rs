use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    region =,
    profile,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
