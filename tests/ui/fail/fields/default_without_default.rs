use dynamo_model::prelude::*;
#[derive(DynamoValue)]
enum Kind {
    Debit,
    Credit,
}

#[derive(DynamoModel)]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(default)]
    kind: Kind,
}

fn main() {}
