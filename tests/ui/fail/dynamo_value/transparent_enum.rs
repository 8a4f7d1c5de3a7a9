use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(transparent)]
enum Status {
    Open,
}

fn main() {}
