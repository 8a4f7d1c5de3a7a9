use dynamo_model::prelude::*;
#[derive(DynamoValue)]
#[dynamo(tag = "kind")]
enum Payment {
    Card {
        #[dynamo(alias = "kind")]
        brand: String,
    },
}

fn main() {}
