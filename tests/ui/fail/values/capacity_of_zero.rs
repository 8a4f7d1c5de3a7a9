use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    billing_mode = "PROVISIONED",
    read_capacity_units = 0,
    write_capacity_units = 1,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
