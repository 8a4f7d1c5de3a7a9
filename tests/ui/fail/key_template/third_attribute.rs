use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}", sk = "ORG", gsi1pk = "{org}"))]
struct Order {
    org: String,
}

fn main() {}
