use dynamo_model::{expression::Updates, prelude::*};

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
    let _ = Updates::<Order>::new().append(|o| o.lines, ["x"]);
}
