//! The quick start: a model, what would sign for it in production, and a real item in a DynamoDB inside the process.
//! Run it with `cargo run --example quickstart`.

use std::error::Error;

use dynamo_model::{Dynamo, access::Access, prelude::*};

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
    Entry::create_table(&db).await?;
    let mut entry = Entry {
        account: "acme".to_owned(),
        at: "2026-01-31T12:00:00Z".to_owned(),
        amount: 4_200,
    };
    entry.create(&db).await?;
    let key = EntryKey::new("acme", "2026-01-31T12:00:00Z");
    let found = Entry::get(&db, key)
        .await?
        .ok_or("there is no such entry")?;
    println!("acme has {} at the end of January", found.amount);
    Ok(())
}
