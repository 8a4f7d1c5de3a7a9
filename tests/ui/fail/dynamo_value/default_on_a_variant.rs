use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Status {
    #[dynamo(default)]
    Open,
}

fn main() {}
