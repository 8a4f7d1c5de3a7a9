use dynamo_model::prelude::*;

#[derive(DynamoValue, Clone, Debug, PartialEq)]
enum Status {
    Open,
    Closed,
}

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}", sk = "{status}{number:020}"))]
struct Order {
    org: String,
    status: Status,
    number: u64,
}

fn main() {}
