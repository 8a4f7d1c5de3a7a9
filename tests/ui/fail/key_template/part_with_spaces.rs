use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{ org }"))]
struct Order {
    org: String,
}

fn main() {}
