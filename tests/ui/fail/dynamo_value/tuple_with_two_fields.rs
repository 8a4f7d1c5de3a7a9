use dynamo_model::prelude::*;
#[derive(DynamoValue)]
struct Line(String, u64);

fn main() {}
