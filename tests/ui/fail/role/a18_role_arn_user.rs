use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:user/alice",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
