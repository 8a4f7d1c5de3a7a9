use std::collections::BTreeSet;

use dynamo_model::{expression::Updates, prelude::*};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    tags: BTreeSet<String>,
}

fn main() {
    let _ = Updates::<Order>::new().append(|o| o.tags, ["x"]);
}
