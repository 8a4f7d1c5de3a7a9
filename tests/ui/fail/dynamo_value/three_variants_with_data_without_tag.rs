use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Payment {
    Cash,
    Card { digits: String },
    Cheque(String),
    Transfer(String, String),
}

fn main() {}
