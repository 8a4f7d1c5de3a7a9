use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry;

fn main() {}
