use dynamo_model::{
    expression::{HasFields, RawPath, Updates},
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
    let _ = Updates::<Order>::new().set(|_| customer().total, 5);
}
