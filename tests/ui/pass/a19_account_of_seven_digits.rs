use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::1234567:role/my-aws-role"))]
struct Model {
    #[dynamo(partition_key)]
    id: String,
}

fn main() {}
