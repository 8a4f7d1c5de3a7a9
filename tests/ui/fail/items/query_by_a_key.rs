use dynamo_model::{
    kinds::{KindOf, Kinds},
    partition::Partition,
    prelude::*,
};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u64,
}

// As `Order::query`, which needs a client, asks for it.
trait Query: Kinds {
    fn query<P: Partition>(_: P)
    where
        P::Model: KindOf<Self>,
    {
    }
}

impl<M: Kinds> Query for M {}

fn main() {
    <Order as Query>::query(OrderKey::new("acme", 7));
}
