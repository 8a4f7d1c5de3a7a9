use dynamo_model::prelude::*;

#[derive(DynamoValue, Clone, Debug, PartialEq)]
struct Cents(i64);

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}", sk = "{total:020}"))]
struct Order {
    org: String,
    total: Cents,
}

fn main() {}
