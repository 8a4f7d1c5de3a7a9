use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}", sk = "{rev:010}"))]
struct Order {
    org: String,
    #[dynamo(version)]
    rev: u32,
}

fn main() {}
