use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(mta(region = "eu-west-1"))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
