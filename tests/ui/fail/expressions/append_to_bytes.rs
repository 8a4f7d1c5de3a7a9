use dynamo_model::{expression::Updates, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    blob: Vec<u8>,
}

fn main() {
    let _ = Updates::<Order>::new().append(|o| o.blob, [1]);
}
