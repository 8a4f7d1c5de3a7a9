use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    session_name = "billing",
    expiration = 900,
    external_id = env("LEDGER_EXTERNAL_ID"),
    source_identity = "alice",
    policy = "{}",
    policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
    tags(team = "a"),
    transitive_tags = ["team"],
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
