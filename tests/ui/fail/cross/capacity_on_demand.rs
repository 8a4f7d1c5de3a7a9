use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    billing_mode = "PAY_PER_REQUEST",
    read_capacity_units = 5,
    write_capacity_units = 5,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
