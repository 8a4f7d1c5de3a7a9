use dynamo_model::prelude::*;

#[derive(DynamoValue)]
#[dynamo(key(pk = "ORG#{org}"))]
struct Order {
    org: String,
}

fn main() {}
