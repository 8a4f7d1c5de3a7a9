use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(deny_unknown)]
enum Status {
    Open,
}

fn main() {}
