#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = env("LEDGER_KEY_ID"),
    aws_secret_access_key = env("LEDGER_SECRET", default = "fixture-secret"),
))]
struct Model {
    id: String,
}

fn main() {}
