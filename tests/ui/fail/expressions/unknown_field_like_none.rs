use dynamo_model::{expression::Updates, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
    status: String,
    lines: Vec<Line>,
}

#[derive(DynamoValue)]
struct Line {
    sku: String,
    qty: u32,
}

fn main() {
    let _ = Updates::<Order>::new().set(|o| o.price, 5);
}
