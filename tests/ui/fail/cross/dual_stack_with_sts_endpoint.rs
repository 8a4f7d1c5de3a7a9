use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    sts_endpoint_url = "http://localhost:8001",
    use_dual_stack = true,
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
