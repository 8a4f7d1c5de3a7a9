use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    billing_mode = "ON_DEMAND",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
