use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{orc}"))]
struct Order {
    org: String,
}

fn main() {}
