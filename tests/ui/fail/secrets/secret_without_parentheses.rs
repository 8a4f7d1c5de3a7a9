use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo = "aws_secret_access_key = fixture"]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
}

fn main() {}
