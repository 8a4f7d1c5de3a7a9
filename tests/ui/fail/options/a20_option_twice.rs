use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    region = "eu-west-1",
    region = "eu-west-1",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
