use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    endpoint_url = "localhost:8000",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
