use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    endpoint_url = "http://localhost:8000",
    use_fips = true,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
