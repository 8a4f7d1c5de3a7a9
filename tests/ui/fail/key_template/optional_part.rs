use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}", sk = "{user}"))]
struct Order {
    org: String,
    user: Option<String>,
}

fn main() {}
