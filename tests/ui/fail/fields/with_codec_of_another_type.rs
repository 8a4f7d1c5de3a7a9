use dynamo_model::attribute::format::EpochSeconds;
use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(with = EpochSeconds)]
    total: String,
}

fn main() {}
