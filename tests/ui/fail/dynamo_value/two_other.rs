use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Status {
    Open,
    #[dynamo(other)]
    Unknown,
    #[dynamo(other)]
    Foreign(String),
}

fn main() {}
