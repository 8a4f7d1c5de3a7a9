use dynamo_model::prelude::*;

const MODE: &str = "PROVISIONED";

#[derive(DynamoModel)]
#[dynamo(meta(
    billing_mode = MODE,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
