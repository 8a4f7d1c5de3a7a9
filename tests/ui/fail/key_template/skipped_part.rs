use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}"))]
struct Order {
    #[dynamo(skip)]
    org: String,
}

fn main() {}
