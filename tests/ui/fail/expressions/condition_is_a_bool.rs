use dynamo_model::{expression::Conditions, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    paid: bool,
}

fn main() {
    let _ = Conditions::<Order>::new().when(|o| true);
}
