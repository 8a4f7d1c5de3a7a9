//! A full page of a query, answered inside the process: as many orders of one customer as DynamoDB puts into a page.

mod canned;
mod contestant;

use aws_sdk_dynamodb::Client;
use behaviour::FakeAws;
use dynamo_model::{
    Dynamo, DynamoItem,
    attribute::{item_size, to_json_item},
};
use tokio::runtime::Runtime;

use crate::shape::{Shape, Small};
pub use contestant::contestants;

/// What all contestants read from, each with its own client.
pub struct Table {
    runtime: Runtime,
    client: Client,
    db: Dynamo,
    /// The same through the SDK's maps.
    mapped: Dynamo,
}

impl Table {
    /// A table whose every query is answered with a page of these orders, and with more to come.
    pub fn with_page_of(orders: &[Small]) -> Self {
        // One thread: allocations are counted by thread.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let config = FakeAws::new()
            .sdk_config()
            .http_client(canned::Response::new(answer(orders)))
            .build();
        let mapped = Dynamo::builder().sdk_config(&config).direct_json(false);
        Self {
            mapped: runtime.block_on(mapped.build()).expect("a handle"),
            runtime,
            client: Client::new(&config),
            db: Dynamo::from_sdk_config(&config),
        }
    }
}

/// As many orders as one answer holds: up to 1 MB, counted as items.
///
/// Source: DynamoDB developer guide, "Paginating table query results".
pub fn full() -> Vec<Small> {
    let mut room: usize = 1024 * 1024;
    (0..)
        .map(Small::sample)
        .map_while(|order| {
            room = room.checked_sub(item_size(&order).expect("an item"))?;
            Some(order)
        })
        .collect()
}

/// DynamoDB's answer.
fn answer(orders: &[Small]) -> String {
    let items: Vec<String> = orders
        .iter()
        .map(|order| to_json_item(order).expect("an item"))
        .map(|json| String::from_utf8(json).expect("JSON is text"))
        .collect();
    let last = orders.last().map(Small::key).expect("a page has items");
    let last = to_json_item(&last).expect("a key");
    format!(
        r#"{{"Items":[{}],"Count":{count},"ScannedCount":{count},"LastEvaluatedKey":{}}}"#,
        items.join(","),
        String::from_utf8(last).expect("JSON is text"),
        count = orders.len(),
    )
}
