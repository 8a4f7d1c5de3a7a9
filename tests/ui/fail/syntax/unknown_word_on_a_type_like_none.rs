use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(colour = "red")]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
