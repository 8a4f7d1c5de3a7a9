use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "shop"), tag = "_kind", key(pk = "ORG#{org}", sk = "ORG"))]
struct Org {
    org: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "shop"), key(pk = "ORG#{org}", sk = "ORDER#{number:010}"))]
struct Order {
    org: String,
    number: u32,
}

#[derive(DynamoModel)]
enum ShopItem {
    Org(Org),
    Order(Order),
}

fn main() {}
