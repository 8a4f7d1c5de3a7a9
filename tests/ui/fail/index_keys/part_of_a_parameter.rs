use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(
    meta(table_name = "orders"),
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
    index(ByState, pk = "{state}")
)]
struct Order<T> {
    org: String,
    number: u32,
    state: T,
}

fn main() {}
