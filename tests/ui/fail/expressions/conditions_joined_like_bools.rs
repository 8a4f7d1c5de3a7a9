use dynamo_model::{expression::Conditions, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    paid: bool,
    total: u64,
}

fn main() {
    let _ = Conditions::<Order>::new().when(|o| o.paid.eq(true) && o.total.gt(1));
}
