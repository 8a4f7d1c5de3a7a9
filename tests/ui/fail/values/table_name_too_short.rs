use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ab",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
