use dynamo_model::prelude::*;
#[derive(DynamoValue)]
struct Line<'a> {
    blob: &'a [u8],
}

fn main() {}
