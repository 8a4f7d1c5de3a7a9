use dynamo_model::{expression::Updates, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    rev: u64,
}

fn main() {
    let _ = Updates::<Order>::new().add(|o| o.rev, 1);
}
