use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(tag = "kind")]
enum Payment {
    Card { kind: String },
}

fn main() {}
