use std::collections::BTreeSet;

use dynamo_model::{expression::Conditions, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    tags: BTreeSet<String>,
}

fn main() {
    let _ = Conditions::<Order>::new().when(|o| o.tags.contains(1));
}
