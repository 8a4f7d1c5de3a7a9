use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Never {}

fn main() {}
