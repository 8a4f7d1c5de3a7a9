use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry {
    account: String,
}

fn store<T: DynamoItem>(_: T) {}

fn main() {
    store(Entry {
        account: "acme".to_owned(),
    });
}
