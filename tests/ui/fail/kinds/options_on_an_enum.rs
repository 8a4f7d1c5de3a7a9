use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(meta(table_name = "shop"), tag = "_kind")]
struct Org {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
#[dynamo(tag = "_kind", rename_all = "camelCase", key(pk = "ORG"), index(ById, partition = id))]
enum ShopItem {
    Org(Org),
}

fn main() {}
