//! An order system in one table: three kinds of items, two indexes, one query that reads them all. Every line that it
//! prints is checked. Run it with `cargo run --example single_table`.

use std::error::Error;

use dynamo_model::{Dynamo, aws_sdk_dynamodb::types::AttributeValue, prelude::*};

/// Who signs for all kinds: they share one access, as they share one table.
#[derive(AwsAccess)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/shop-rw",
    session_name = "shop"
))]
struct Shop;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "shop", access = Shop),
    tag = "_kind", kind = "Customer",
    key(pk = "CUSTOMER#{customer}", sk = "CUSTOMER"),
)]
struct Customer {
    customer: String,
    city: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "shop", access = Shop),
    tag = "_kind", kind = "Order",
    key(pk = "CUSTOMER#{customer}", sk = "ORDER#{number:010}"),
    index(ByStatus, name = "gsi1", pk = "STATUS#{status}", sk = "{placed_at}#{number:010}"),
)]
struct Order {
    customer: String,
    number: u32,
    status: Status,
    placed_at: String,
    #[dynamo(version)]
    rev: u32,
}

/// A line of an order stands behind it, because its sort key begins like the order's.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "shop", access = Shop),
    tag = "_kind", kind = "Line",
    key(pk = "CUSTOMER#{customer}", sk = "ORDER#{number:010}#LINE#{position:03}"),
    index(BySku, name = "gsi2", pk = "SKU#{sku}", sk = "ORDER#{number:010}"),
)]
struct Line {
    customer: String,
    number: u32,
    position: u8,
    sku: String,
    quantity: u32,
}

#[derive(DynamoValue, Debug, Clone, Copy, PartialEq)]
#[dynamo(rename_all = "lowercase")]
enum Status {
    Open,
    Sent,
}

/// Whatever the table holds. What does not agree between the kinds, or cannot be told apart, does not compile.
#[derive(DynamoModel, Debug, PartialEq)]
enum ShopItem {
    Customer(Customer),
    Order(Order),
    Line(Line),
    /// What other programs put there.
    #[dynamo(other)]
    Other(std::collections::HashMap<String, AttributeValue>),
}

/// One transaction writes items of several kinds.
async fn place(
    db: &Dynamo,
    order: &mut Order,
    lines: &mut [Line],
) -> Result<(), dynamo_model::Error> {
    let mut transaction = db.transact_write_as::<Shop>().create(order);
    for line in lines {
        transaction = transaction.create(line);
    }
    transaction.await
}

/// One query reads a customer with all orders and their lines, in the order of their keys.
async fn overview(db: &Dynamo, customer: &str) -> Result<Vec<String>, dynamo_model::Error> {
    let mut items = ShopItem::query(db, CustomerPartition::new(customer)).items();
    let mut text = Vec::new();
    while let Some(item) = items.next().await {
        text.push(match item? {
            ShopItem::Customer(customer) => format!("{} of {}", customer.customer, customer.city),
            ShopItem::Order(order) => format!("order {} is {:?}", order.number, order.status),
            ShopItem::Line(line) => format!("- {} x {}", line.quantity, line.sku),
            ShopItem::Other(attributes) => format!("{} attributes of a stranger", attributes.len()),
        });
    }
    Ok(text)
}

/// Prints what happens, and makes sure that it does.
#[track_caller]
fn told(what: &str, told: &[String], expected: &[&str]) {
    println!("{what}:");
    for line in told {
        println!("  {line}");
    }
    assert_eq!(told, expected);
}

fn order(number: u32, placed_at: &str) -> Order {
    Order {
        customer: "acme".to_owned(),
        number,
        status: Status::Open,
        placed_at: placed_at.to_owned(),
        rev: 0,
    }
}

fn line(number: u32, position: u8, quantity: u32, sku: &str) -> Line {
    Line {
        customer: "acme".to_owned(),
        number,
        position,
        sku: sku.to_owned(),
        quantity,
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // No credentials, no role: a database inside the process. In production the role of `Shop` signs.
    let db = Dynamo::embedded()?;
    // The table with the indexes of all kinds.
    ShopItem::create_table(&db).await?;

    let mut customer = Customer {
        customer: "acme".to_owned(),
        city: "Bern".to_owned(),
    };
    customer.create(&db).await?;
    let mut first = order(1, "2026-01-30");
    place(
        &db,
        &mut first,
        &mut [line(1, 1, 2, "tea"), line(1, 2, 1, "pot")],
    )
    .await?;
    let mut second = order(2, "2026-01-31");
    place(&db, &mut second, &mut [line(2, 1, 3, "tea")]).await?;
    let expected = [
        "acme of Bern",
        "order 1 is Open",
        "- 2 x tea",
        "- 1 x pot",
        "order 2 is Open",
        "- 3 x tea",
    ];
    told("all of acme", &overview(&db, "acme").await?, &expected);

    // A query of one kind reads that kind, although lines stand between the orders.
    let orders = Order::query(&db, OrderPartition::new("acme"))
        .descending()
        .all()
        .await?;
    let numbers: Vec<_> = orders
        .iter()
        .map(|order| format!("order {}", order.number))
        .collect();
    told("the orders, last first", &numbers, &["order 2", "order 1"]);

    // An update of a field writes the key of the index anew that is put together from it.
    first.update(&db).set(|o| o.status, Status::Sent).await?;
    let open = Order::query(&db, ByStatus::new(Status::Open)).all().await?;
    let open: Vec<_> = open
        .iter()
        .map(|order| format!("order {}", order.number))
        .collect();
    told("still open", &open, &["order 2"]);
    let sent = Order::query(&db, ByStatus::new(Status::Sent))
        .sort(|s| s.begins_with("2026-01"))
        .all()
        .await?;
    let sent: Vec<_> = sent
        .iter()
        .map(|order| format!("order {}", order.number))
        .collect();
    told("sent in January", &sent, &["order 1"]);

    let lines = Line::query(&db, BySku::new("tea")).all().await?;
    let lines: Vec<_> = lines
        .iter()
        .map(|line| format!("{} in order {}", line.quantity, line.number))
        .collect();
    told("who wants tea", &lines, &["2 in order 1", "3 in order 2"]);

    // The key of any kind leads to an item of the enum, and a key of each to a batch.
    let keys: [ShopItemKey; 2] = [customer.key().into(), second.key().into()];
    let found = ShopItem::batch_get(&db, keys).consistent().await?;
    assert_eq!(
        found,
        [
            Some(ShopItem::Customer(customer)),
            Some(ShopItem::Order(second))
        ]
    );
    Ok(())
}
