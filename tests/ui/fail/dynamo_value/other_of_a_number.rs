use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Status {
    Open,
    #[dynamo(other)]
    Unknown(u64),
}

fn main() {}
