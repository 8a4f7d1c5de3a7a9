use dynamo_model::{expression::Updates, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
}

fn main() {
    let _ = Updates::<Order>::new().set(|_| "total", 5);
}
