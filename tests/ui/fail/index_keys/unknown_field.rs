use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(
    meta(table_name = "orders"),
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
    index(ByState, name = "gsi1", pk = "STATE#{stat}")
)]
struct Order {
    org: String,
    number: u32,
    state: String,
}

fn main() {}
