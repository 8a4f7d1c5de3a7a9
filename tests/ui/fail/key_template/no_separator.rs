use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}{user}"))]
struct Order {
    org: String,
    user: String,
}

fn main() {}
