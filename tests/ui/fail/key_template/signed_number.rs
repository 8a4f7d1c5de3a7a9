use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}", sk = "{delta:020}"))]
struct Order {
    org: String,
    delta: i64,
}

fn main() {}
