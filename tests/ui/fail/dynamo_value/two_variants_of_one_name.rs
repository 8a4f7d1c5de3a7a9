use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Status {
    Open,
    #[dynamo(rename = "Open")]
    Opened,
}

fn main() {}
