use dynamo_model::prelude::*;
use std::borrow::Cow;

#[derive(DynamoValue)]
struct Line<'a, 'b> {
    sku: Cow<'a, str>,
    memo: Cow<'b, str>,
}

fn main() {}
