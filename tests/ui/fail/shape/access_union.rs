use dynamo_model::prelude::*;

#[derive(AwsAccess)]
union Account {
    number: u64,
}

fn main() {}
