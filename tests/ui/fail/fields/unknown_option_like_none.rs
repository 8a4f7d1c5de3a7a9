use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(colour)]
    account: String,
}

fn main() {}
