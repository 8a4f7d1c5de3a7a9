use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    connect_timeout = "5",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
