use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    profile = billing,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
