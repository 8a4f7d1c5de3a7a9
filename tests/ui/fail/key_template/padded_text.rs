use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org:020}"))]
struct Order {
    org: String,
}

fn main() {}
