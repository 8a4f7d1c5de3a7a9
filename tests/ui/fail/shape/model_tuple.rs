use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry(String);

fn main() {}
