use std::collections::BTreeSet;

use dynamo_model::{expression::Updates, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    sizes: BTreeSet<u32>,
}

fn main() {
    let _ = Updates::<Order>::new().insert(|o| o.sizes, ["x"]);
}
