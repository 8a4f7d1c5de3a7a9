use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(tag = "sk", key(pk = "ORG#{org}", sk = "ORG"))]
struct Org {
    org: String,
}

fn main() {}
