use dynamo_model::{expression::Conditions, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    lines: Vec<Line>,
}

#[derive(DynamoValue)]
struct Line {
    sku: String,
    qty: u32,
}

fn main() {
    let _ = Conditions::<Order>::new().when(|o| o.lines.qty.gt(1));
}
