use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Status {
    Open,
    #[dynamo(other, alias = "unknown")]
    Unknown,
}

fn main() {}
