use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    policy_arns = [
        "arn:aws:iam::123456789012:policy/p0",
        "arn:aws:iam::123456789012:policy/p1",
        "arn:aws:iam::123456789012:policy/p2",
        "arn:aws:iam::123456789012:policy/p3",
        "arn:aws:iam::123456789012:policy/p4",
        "arn:aws:iam::123456789012:policy/p5",
        "arn:aws:iam::123456789012:policy/p6",
        "arn:aws:iam::123456789012:policy/p7",
        "arn:aws:iam::123456789012:policy/p8",
        "arn:aws:iam::123456789012:policy/p9",
        "arn:aws:iam::123456789012:policy/p10",
    ],
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
