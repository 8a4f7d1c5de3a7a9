use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(meta(table_name = "shop"), tag = "_kind")]
struct Org {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
enum ShopItem {
    Org(Org),
    Note(String),
}

fn main() {}
