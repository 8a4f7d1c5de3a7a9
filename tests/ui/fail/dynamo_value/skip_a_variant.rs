use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Status {
    #[dynamo(skip)]
    Open,
}

fn main() {}
