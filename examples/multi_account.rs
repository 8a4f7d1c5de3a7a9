//! Two AWS accounts in one process: each model says whose table it is, and nothing else has to know.
//! Run it with `cargo run --example multi_account`.

use std::error::Error;

use dynamo_model::{Dynamo, access::Access, prelude::*};

/// Orders live in the account of the shop.
#[derive(AwsAccess)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::111111111111:role/orders-rw",
    expected_account = "111111111111",
    session_name = "shop",
    region = "eu-west-1",
))]
struct ShopAccount;

/// Invoices live in the account of the finance department, which is reached through a hub.
#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::999999999999:role/hub"))]
struct Hub;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "orders", access = ShopAccount))]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    total: u64,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(
    table_name = "invoices",
    base = Hub,
    aws_sts_role_arn = "arn:aws:iam::222222222222:role/invoices-append",
    region = "eu-central-1",
))]
struct Invoice {
    #[dynamo(partition_key)]
    order: String,
    amount: u64,
}

/// Copies an order into the other account. Nothing here says who signs.
async fn invoice(db: &Dynamo, id: &str) -> Result<Invoice, Box<dyn Error>> {
    let order = Order::get(db, OrderKey::new(id)).await?;
    let order = order.ok_or("there is no such order")?;
    let mut invoice = Invoice {
        order: order.id,
        amount: order.total,
    };
    invoice.create(db).await?;
    Ok(invoice)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // In production: who would sign for each model. Explaining it sends nothing.
    let production = Dynamo::builder()
        .default_access(Access::new().region("eu-west-1"))
        .build()
        .await?;
    println!("{}", production.explain::<Order>()?);
    println!("{}", production.explain::<Invoice>()?);

    // Here: the same code on a database inside the process.
    let db = Dynamo::embedded()?;
    Order::create_table(&db).await?;
    Invoice::create_table(&db).await?;
    let mut order = Order {
        id: "o-1".to_owned(),
        total: 4_200,
    };
    order.create(&db).await?;
    let invoice = invoice(&db, "o-1").await?;
    println!("invoiced {}: {}", invoice.order, invoice.amount);
    Ok(())
}
