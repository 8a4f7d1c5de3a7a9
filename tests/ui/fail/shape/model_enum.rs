use dynamo_model::prelude::*;

#[derive(DynamoModel)]
enum Entry {
    Order { id: String },
}

fn main() {}
