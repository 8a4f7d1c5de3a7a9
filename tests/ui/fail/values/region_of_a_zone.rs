use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    region = "eu-west-1a",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
