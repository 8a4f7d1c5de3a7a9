use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    colour = "red",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
