use dynamo_model::prelude::*;
struct Inner;

#[derive(DynamoValue)]
struct Line(Inner);

fn main() {}
