use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(
    meta(table_name = "orders"),
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
    local_index(ByState, pk = "{org}", sk = "{state}")
)]
struct Order {
    org: String,
    number: u32,
    state: String,
}

fn main() {}
