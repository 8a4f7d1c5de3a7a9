use dynamo_model::prelude::*;
use std::borrow::Cow;

#[derive(DynamoModel)]
struct Entry<'a> {
    #[dynamo(partition_key)]
    account: String,
    memo: Cow<'a, str>,
}

fn main() {}
