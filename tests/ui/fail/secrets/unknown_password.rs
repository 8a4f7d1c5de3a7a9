use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    db_password = "fixture-secret",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
