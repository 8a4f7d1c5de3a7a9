use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(
    meta(table_name = "orders"),
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
    index(ByState, pk = "{rev:010}")
)]
struct Order {
    org: String,
    number: u32,
    #[dynamo(version)]
    rev: u32,
}

fn main() {}
