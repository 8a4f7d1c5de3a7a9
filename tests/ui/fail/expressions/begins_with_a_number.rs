use dynamo_model::{expression::Conditions, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    status: String,
}

fn main() {
    let _ = Conditions::<Order>::new().when(|o| o.status.begins_with(1));
}
