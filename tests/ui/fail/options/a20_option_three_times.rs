use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    region = "eu-west-1",
    region = "eu-west-2",
    region = "eu-west-3",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
