use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "shop"), key(pk = "ORG#{org}", sk = "ORG#{org}"))]
struct Org {
    org: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "shop"), key(pk = "ORG#{org}", sk = "ORG#ORDER#{number:010}"))]
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
