use dynamo_model::{expression::Conditions, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    address: Address,
}

#[derive(DynamoValue)]
struct Address {
    city: String,
}

fn main() {
    let _ = Conditions::<Order>::new().when(|o| o.address.key("city").eq("x"));
}
