use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Payment {
    Cash,
    Card { digits: String },
}

fn main() {}
