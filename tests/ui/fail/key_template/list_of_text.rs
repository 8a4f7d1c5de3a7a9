use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}", sk = "{tags}"))]
struct Order {
    org: String,
    tags: Vec<String>,
}

fn main() {}
