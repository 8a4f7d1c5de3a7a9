use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    region = "eu-west-1",
))]
struct Entry<'a> {
    account: &'a str,
}

fn main() {}
