use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    access = "Hub",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
