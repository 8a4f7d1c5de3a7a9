#![deny(warnings)]
#![allow(dead_code)]

use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(aws_access_key_id = "my_access_key_id", aws_secret_access_key = "my_secret_access_key", aws_session_token = "my_session_token"))]
struct Model {
    id: String,
}

fn main() {}
