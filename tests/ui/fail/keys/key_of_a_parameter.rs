use dynamo_model::prelude::*;
#[derive(DynamoModel)]
struct Entry<K> {
    #[dynamo(partition_key)]
    account: K,
}

fn main() {}
