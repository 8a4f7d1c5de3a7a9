use dynamo_model::{expression::Updates, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    status: String,
}

fn main() {
    let _ = Updates::<Order>::new().set_expr(|o| o.status, |o| o.status + "x");
}
