use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    billing_mode = "PROVISIONED",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
