use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Status {
    Open,
    #[dynamo(other)]
    Unknown(String, u64),
}

fn main() {}
