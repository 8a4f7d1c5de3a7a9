use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(
    pk = "{orc}{number}{id}",
    number = "{",
    gsi = "{org}",
))]
struct Order {
    org: String,
    number: u64,
    id: i64,
}

fn main() {}
