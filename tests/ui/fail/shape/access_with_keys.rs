use dynamo_model::prelude::*;

#[derive(AwsAccess)]
struct Account {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
