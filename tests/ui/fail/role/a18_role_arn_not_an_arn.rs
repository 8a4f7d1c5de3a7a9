use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "not-an-arn",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
