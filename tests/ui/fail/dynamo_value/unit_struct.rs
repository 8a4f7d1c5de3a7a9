use dynamo_model::prelude::*;
#[derive(DynamoValue)]
struct Marker;

fn main() {}
