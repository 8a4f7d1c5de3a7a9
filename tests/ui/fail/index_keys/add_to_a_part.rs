use dynamo_model::{expression::Updates, prelude::*};
#[derive(DynamoModel)]
#[dynamo(index(ByState, name = "gsi1", pk = "{state}", sk = "{rank:03}"))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    state: String,
    rank: u8,
    note: String,
}

fn main() {
    let _ = Updates::<Order>::new().add(|o| o.rank, 1);
}
