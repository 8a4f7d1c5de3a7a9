use dynamo_model::{
    expression::{Conditions, HasFields, RawPath},
    prelude::*,
};

#[derive(DynamoModel)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
}

#[derive(DynamoModel)]
struct Customer {
    #[dynamo(partition_key)]
    id: String,
    name: String,
    total: u64,
}

fn customer() -> <Customer as HasFields>::Fields {
    RawPath::root().into()
}

fn main() {
    let _ = Conditions::<Order>::new().when(|o| o.total.gt(customer().total));
}
