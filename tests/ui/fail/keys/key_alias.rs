use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key, alias = "owner")]
    account: String,
}

fn main() {}
