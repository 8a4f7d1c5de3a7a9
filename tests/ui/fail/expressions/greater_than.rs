use dynamo_model::{expression::Conditions, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
}

fn main() {
    let _ = Conditions::<Order>::new().when(|o| o.total > 4);
}
