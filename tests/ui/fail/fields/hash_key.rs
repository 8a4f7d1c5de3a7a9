use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(hash_key)]
    account: String,
}

fn main() {}
