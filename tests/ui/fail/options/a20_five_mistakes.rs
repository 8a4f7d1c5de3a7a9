use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    region = "EU_WEST_1",
    aws_sts_role_arn = "arn:aws:iam::123456789012:user/alice",
    sesion_name = "billing",
    expiration = 60,
    aws_access_key_id = "my_access_key_id",
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
