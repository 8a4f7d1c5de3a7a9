use dynamo_model::prelude::*;

#[derive(AwsAccess)]
struct Account<T>(T);

fn main() {}
