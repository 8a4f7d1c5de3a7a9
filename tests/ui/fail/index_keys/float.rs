use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(
    meta(table_name = "orders"),
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
    index(ByState, pk = "{total}")
)]
struct Order {
    org: String,
    number: u32,
    total: f64,
}

fn main() {}
