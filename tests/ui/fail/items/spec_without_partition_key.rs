use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry {
    account: String,
}

fn main() {
    let _ = Entry::ITEM;
}
