use dynamo_model::prelude::*;

const ROLE: &str = "arn:aws:iam::123456789012:user/alice";

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = ROLE,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
