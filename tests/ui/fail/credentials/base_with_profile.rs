use dynamo_model::prelude::*;

#[derive(AwsAccess)]
struct Hub;

#[derive(DynamoModel)]
#[dynamo(meta(
    base = Hub,
    profile = "billing",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
