use dynamo_model::prelude::*;

#[derive(DynamoValue)]
struct Line {
    sku: String,
}

fn store<T: DynamoItem>(_: T) {}

fn main() {
    store(Line {
        sku: "a".to_owned(),
    });
}
