use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Größe {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
