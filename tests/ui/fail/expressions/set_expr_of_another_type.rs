use dynamo_model::{expression::Updates, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
    status: String,
}

fn main() {
    let _ = Updates::<Order>::new().set_expr(|o| o.total, |o| o.status);
}
