use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(tag = "kind")]
enum Payment {
    Cash,
    #[dynamo(other)]
    Unknown {
        digits: String,
    },
}

fn main() {}
