use dynamo_model::{expression::Updates, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {
    let _ = Updates::<Order>::new().remove(|o| o.id);
}
