use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    use_fips = "true",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
