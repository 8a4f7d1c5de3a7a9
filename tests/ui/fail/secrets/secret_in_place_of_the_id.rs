use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(
    aws_access_key_id = "fixture/secret/of/forty/characters/000000001",
    aws_secret_access_key = env("LEDGER_SECRET"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
