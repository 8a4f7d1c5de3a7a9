use dynamo_model::prelude::*;
#[derive(DynamoModel)]
#[dynamo(meta(table_name = "shop"), tag = "_kind", key(pk = "ORG#{org}", sk = "ORG"))]
struct Org {
    org: String,
    #[dynamo(ttl)]
    until: u64,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "shop"), tag = "_kind", key(pk = "ORG#{org}", sk = "CART"))]
struct Cart {
    org: String,
    #[dynamo(ttl)]
    expires_at: u64,
}

#[derive(DynamoModel)]
enum ShopItem {
    Org(Org),
    Cart(Cart),
}

fn main() {}
