use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    region = "eu-west-1",
))]
struct Entry<T> {
    #[dynamo(partition_key)]
    account: String,
    value: T,
}

fn main() {}
