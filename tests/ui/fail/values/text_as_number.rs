use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    expected_account = 123456789012,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
