use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Status {
    Open,
    #[dynamo(other, rename = "unknown")]
    Unknown(String),
}

fn main() {}
