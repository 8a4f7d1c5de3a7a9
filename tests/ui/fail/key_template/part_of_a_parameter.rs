use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(key(pk = "ORG#{org}"))]
struct Order<T> {
    org: T,
}

fn main() {}
