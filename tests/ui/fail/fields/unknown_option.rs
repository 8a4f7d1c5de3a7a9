use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_ky)]
    account: String,
}

fn main() {}
