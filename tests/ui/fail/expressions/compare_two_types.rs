use dynamo_model::{expression::Conditions, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
    status: String,
}

fn main() {
    let _ = Conditions::<Order>::new().when(|o| o.total.eq(o.status));
}
