//! Who writes a transaction of orders, answered inside the process.

#[allow(dead_code, reason = "nothing is read here")]
#[path = "table/canned.rs"]
mod canned;

use aws_sdk_dynamodb::{
    Client,
    types::{Put, TransactWriteItem},
};
use aws_types::SdkConfig;
use behaviour::FakeAws;
use dynamo_model::{DefaultAccess, Dynamo, operation::TransactWrite};
use tokio::runtime::Runtime;

use crate::{
    rounds::Side,
    shape::{Item, Shape, Small},
};

/// As many as a batch holds, which the matrix writes.
const WRITES: u64 = 25;

/// What all contestants write to, each with its own client.
pub struct Table {
    runtime: Runtime,
    client: Client,
    db: Dynamo,
    /// The same through the SDK's maps.
    mapped: Dynamo,
    orders: Vec<Small>,
}

impl Table {
    /// A table that takes everything.
    #[allow(dead_code, reason = "for the program")]
    pub fn canned() -> Self {
        let config = FakeAws::new().sdk_config();
        let answers = canned::Answers::new(String::new(), None);
        Self::of(&config.http_client(answers).build())
    }

    pub fn of(config: &SdkConfig) -> Self {
        // One thread: allocations are counted by thread.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let mapped = Dynamo::builder().sdk_config(config).direct_json(false);
        Self {
            mapped: runtime.block_on(mapped.build()).expect("a handle"),
            runtime,
            client: Client::new(config),
            db: Dynamo::from_sdk_config(config),
            orders: (0..WRITES).map(Small::sample).collect(),
        }
    }
}

/// All who write it; the last one is compared with the others.
pub fn transactions() -> [Side<&'static Table, ()>; 4] {
    [
        Side::new("SDK alone", |table| {
            table.put_transaction(table.orders.iter().map(Small::write));
        }),
        Side::new("serde_dynamo", |table| {
            table.put_transaction(table.orders.iter().map(by_serde));
        }),
        Side::new("through maps", |table| table.transaction(&table.mapped)),
        Side::new("dynamo-model", |table| table.transaction(&table.db)),
    ]
}

fn by_serde(order: &Small) -> Item {
    serde_dynamo::to_item(order).expect("an item")
}

impl Table {
    /// As users of this library write it.
    fn transaction(&self, db: &Dynamo) {
        self.runtime.block_on(async {
            let transaction: TransactWrite<'_, DefaultAccess> = db.transact_write_as();
            let transaction = transaction.idempotency_token("once");
            let written = transaction.put_all(&self.orders);
            written.await.expect("an answer");
        });
    }

    /// As users of the SDK write it.
    fn put_transaction(&self, items: impl Iterator<Item = Item>) {
        let action = |item| {
            let put = Put::builder().table_name("orders").set_item(Some(item));
            let put = put.build().expect("it has an item");
            TransactWriteItem::builder().put(put).build()
        };
        let transaction = self
            .client
            .transact_write_items()
            .client_request_token("once")
            .set_transact_items(Some(items.map(action).collect()));
        let answer = self.runtime.block_on(transaction.send());
        answer.expect("an answer");
    }
}
