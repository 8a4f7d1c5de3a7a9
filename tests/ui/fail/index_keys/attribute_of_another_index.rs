use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(
    meta(table_name = "orders"),
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
    index(ByState, gsi1pk = "STATE#{state}"), index(ByOrg, gsi1pk = "ORG#{org}")
)]
struct Order {
    org: String,
    number: u32,
    state: String,
}

fn main() {}
