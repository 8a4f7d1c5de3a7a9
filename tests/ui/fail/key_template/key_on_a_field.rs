use dynamo_model::prelude::*;

#[derive(DynamoModel)]
struct Order {
    #[dynamo(key(pk = "ORG#{org}"))]
    org: String,
}

fn main() {}
