#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

const SECRET: &str = "fixture-secret";

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = "my_access_key_id",
    aws_secret_access_key = SECRET,
    aws_session_token = concat!("fixture", "-token"),
))]
struct Model {
    id: String,
}

fn main() {}
