use dynamo_model::{
    expression::{HasFields, RawPath, Selection},
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
    let o: <Order as HasFields>::Fields = RawPath::root().into();
    let _ = Selection::<Order, _>::of(&(o.total, customer().total));
}
