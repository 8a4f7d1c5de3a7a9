use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Ab {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
