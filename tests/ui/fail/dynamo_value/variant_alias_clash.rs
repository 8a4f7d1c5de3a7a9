use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Status {
    Open,
    #[dynamo(alias = "Open")]
    Pending,
}

fn main() {}
