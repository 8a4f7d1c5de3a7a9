use dynamo_model::{expression::Selection, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    status: String,
}

fn main() {
    let _ = Selection::<Order, _>::of(&"status");
}
