use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(meta(region = "eu-west-1"))]
    account: String,
}

fn main() {}
