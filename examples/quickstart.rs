//! The quick start: a model, what would sign for it in production, and a real item in a DynamoDB inside the process.
//! Run it with `cargo run --example quickstart`.

use std::error::Error;

use dynamo_model::{
    Dynamo,
    access::Access,
    aws_sdk_dynamodb::types::{
        AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
        ScalarAttributeType,
    },
    prelude::*,
};

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "ledger",
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger-rw",
    session_name = "billing",
    external_id = env("LEDGER_EXTERNAL_ID", default = "ledger"),
))]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(sort_key)]
    at: String,
    amount: u64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    // In production: the environment's AWS configuration assumes the role. Explaining it sends nothing.
    let production = Dynamo::builder()
        .default_access(Access::new().region("eu-west-1"))
        .build()
        .await?;
    println!("{}", production.explain::<Entry>()?);

    // Here: a database inside the process, no credentials, no role.
    let db = Dynamo::embedded()?;
    create_table(&db).await?;
    let entry = Entry {
        account: "acme".to_owned(),
        at: "2026-01-31T12:00:00Z".to_owned(),
        amount: 4_200,
    };
    put(&db, &entry).await?;
    let found = get(&db, "acme", "2026-01-31T12:00:00Z").await?;
    println!("acme has {} at the end of January", found.amount);
    Ok(())
}

async fn put(db: &Dynamo, entry: &Entry) -> Result<(), Box<dyn Error>> {
    Entry::client(db)
        .await?
        .put_item()
        .table_name(Entry::table_name(db)?)
        .item("account", AttributeValue::S(entry.account.clone()))
        .item("at", AttributeValue::S(entry.at.clone()))
        .item("amount", AttributeValue::N(entry.amount.to_string()))
        .send()
        .await?;
    Ok(())
}

async fn get(db: &Dynamo, account: &str, at: &str) -> Result<Entry, Box<dyn Error>> {
    let answer = Entry::client(db)
        .await?
        .get_item()
        .table_name(Entry::table_name(db)?)
        .key("account", AttributeValue::S(account.to_owned()))
        .key("at", AttributeValue::S(at.to_owned()))
        .send()
        .await?;
    let amount = answer
        .item()
        .and_then(|item| item.get("amount"))
        .and_then(|amount| amount.as_n().ok())
        .ok_or("there is no such entry")?;
    Ok(Entry {
        account: account.to_owned(),
        at: at.to_owned(),
        amount: amount.parse()?,
    })
}

async fn create_table(db: &Dynamo) -> Result<(), Box<dyn Error>> {
    let mut request = Entry::client(db)
        .await?
        .create_table()
        .table_name(Entry::table_name(db)?)
        .billing_mode(BillingMode::PayPerRequest);
    for (name, key_type) in [("account", KeyType::Hash), ("at", KeyType::Range)] {
        let attribute = AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(ScalarAttributeType::S)
            .build()?;
        let key = KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(key_type)
            .build()?;
        request = request.attribute_definitions(attribute).key_schema(key);
    }
    request.send().await?;
    Ok(())
}
