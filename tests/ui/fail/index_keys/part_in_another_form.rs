use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(
    meta(table_name = "orders"),
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
    index(ByState, pk = "{at}")
)]
struct Order {
    org: String,
    number: u32,
    #[dynamo(format = "epoch_seconds")]
    at: std::time::SystemTime,
}

fn main() {}
