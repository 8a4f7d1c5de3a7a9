use dynamo_model::prelude::*;

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "shop", billing_mode = "PROVISIONED", read_capacity_units = 5, write_capacity_units = 5), tag = "_kind", key(pk = "ORG#{org}", sk = "ORG"))]
struct Org {
    org: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "shop", billing_mode = "PAY_PER_REQUEST"), tag = "_kind", key(pk = "ORG#{org}", sk = "ORDER#{number:010}"))]
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
