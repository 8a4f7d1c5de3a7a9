use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(tag = "kind")]
enum Payment {
    Card(#[dynamo(rename = "card")] Card),
}

#[derive(DynamoValue)]
struct Card {
    digits: String,
}

fn main() {}
