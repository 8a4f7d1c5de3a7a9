use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    read_capacity_units = 5,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
