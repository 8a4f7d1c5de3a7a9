use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(tag = "")]
enum Payment {
    Card { digits: String },
}

fn main() {}
