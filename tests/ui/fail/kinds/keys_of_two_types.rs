use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(meta(table_name = "shop"), tag = "_kind")]
struct Org {
    #[dynamo(partition_key)]
    id: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "shop"), tag = "_kind")]
struct Order {
    #[dynamo(partition_key)]
    id: u64,
}

#[derive(DynamoModel)]
enum ShopItem {
    Org(Org),
    Order(Order),
}

fn main() {}
