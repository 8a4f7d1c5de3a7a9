use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(meta(aws_secret_access_key = "fixture-secret"))]
    account: String,
}

fn main() {}
