use dynamo_model::prelude::*;
struct Card;

#[derive(DynamoValue)]
#[dynamo(tag = "kind")]
enum Payment {
    Cash,
    Card(Card),
}

fn main() {}
