use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    region = "eu-west-1"
    profile = "billing",
    profil = "billing",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
