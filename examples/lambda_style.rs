//! A function that is started, frozen and thawed: everything is built once, credentials and connections are warmed up
//! before the first request, and nothing is sent before that.
//! Run it with `cargo run --example lambda_style`.

use std::error::Error;

use dynamo_model::{Dynamo, prelude::*};

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(
    table_name = env("COUNTERS_TABLE", default = "counters"),
    connect_timeout = "1s",
    read_timeout = "2s",
))]
struct Counter {
    #[dynamo(partition_key)]
    name: String,
    hits: u64,
    #[dynamo(updated_at, format = "epoch_seconds")]
    at: Option<std::time::SystemTime>,
}

/// What lives as long as the function's instance.
struct Function {
    db: Dynamo,
}

impl Function {
    /// Runs once, while the instance starts: `Dynamo::from_env()` in production, and then
    /// `db.warm_up::<(Counter,)>()`, which resolves credentials and opens a connection per host.
    async fn start(db: Dynamo) -> Result<Self, Box<dyn Error>> {
        db.warm_up::<(Counter,)>().await?;
        Ok(Self { db })
    }

    /// Runs for every event. After a freeze of hours the credentials are checked by two clocks and renewed if need be.
    async fn handle(&self, name: &str) -> Result<u64, dynamo_model::Error> {
        let counter = Counter::update_by_key(&self.db, CounterKey::new(name))
            .add(|c| c.hits, 1)
            .returning_new()
            .await?;
        Ok(counter.hits)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let db = Dynamo::embedded()?;
    Counter::create_table(&db).await?;
    let function = Function::start(db).await?;
    for _ in 0..3 {
        println!("hits: {}", function.handle("home").await?);
    }
    Ok(())
}
