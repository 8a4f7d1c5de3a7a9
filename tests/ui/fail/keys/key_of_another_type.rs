use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u64,
}

fn main() {
    let _ = OrderKey::new("acme", "seven");
}
