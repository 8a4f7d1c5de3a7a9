use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    resource_tags(team = "a", team = "b"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
