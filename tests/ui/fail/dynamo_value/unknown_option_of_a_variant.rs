use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Status {
    #[dynamo(renam = "OPEN")]
    Open,
}

fn main() {}
