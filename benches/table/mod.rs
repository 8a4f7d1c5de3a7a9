//! Items of one kind that DynamoDB answers with, or is sent, inside the process.

mod canned;
mod contestant;
mod ours;
mod sdk;

use std::cell::RefCell;

use aws_sdk_dynamodb::Client;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use behaviour::FakeAws;
use dynamo_model::{
    Dynamo, DynamoItem,
    attribute::{item_size, to_item, to_json_item},
};
use tokio::runtime::Runtime;

use crate::shape::{Item, Shape};
#[allow(unused_imports, reason = "for the test")]
pub use canned::Sent;
pub use contestant::{Contestant, Outcome, Path, Way, contestants};

/// What all contestants read from and write to, each with its own client.
pub struct Table<T: Shape> {
    runtime: Runtime,
    client: Client,
    db: Dynamo,
    /// The same through the SDK's maps.
    mapped: Dynamo,
    name: &'static str,
    /// A save may change what it stores.
    values: RefCell<Vec<T>>,
    key: Item,
    /// The items as they stand in the response.
    json: Vec<Vec<u8>>,
    response: HttpResponse,
    is_single: bool,
}

impl<T: Shape> Table<T> {
    /// A table of the first samples.
    pub fn of(len: usize) -> Self {
        Self::shown(len, None)
    }

    /// The same, which shows what it is sent.
    pub fn shown(len: usize, sent: Option<Sent>) -> Self {
        let values: Vec<T> = (0..len as u64).map(T::sample).collect();
        let json: Vec<_> = values.iter().map(as_returned).collect();
        let answer = answer(&values, &json);
        // One thread: allocations are counted by thread.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let config = FakeAws::new()
            .sdk_config()
            .http_client(canned::Answers::new(answer.clone(), sent))
            .build();
        let mapped = Dynamo::builder().sdk_config(&config).direct_json(false);
        let db = Dynamo::from_sdk_config(&config);
        Self {
            mapped: runtime.block_on(mapped.build()).expect("a handle"),
            name: T::table_name(&db).expect("a name").leak(),
            runtime,
            client: Client::new(&config),
            db,
            key: to_item(&values[0].key()).expect("a key"),
            is_single: len == 1,
            values: RefCell::new(values),
            json,
            response: canned::response(&answer.into()),
        }
    }

    /// Bytes of the items in DynamoDB JSON.
    pub fn json_bytes(&self) -> usize {
        self.json.iter().map(Vec::len).sum()
    }

    /// Allocations of values that come from nowhere: those which nobody who wants to own them can do without.
    pub fn allocations_of_values(&self) -> u64 {
        let values = self.values.borrow();
        let mut copy = None;
        let counted = allocation_counter::measure(|| copy = Some(values.clone()));
        counted.count_total
    }
}

/// How many items one answer holds: up to 1 MB, counted as items.
///
/// Source: DynamoDB developer guide, "Paginating table query results".
pub fn full_page<T: Shape>() -> usize {
    let mut room: usize = 1024 * 1024;
    (0..)
        .map(T::sample)
        .map_while(|item| {
            room = room.checked_sub(item_size(&item).expect("an item"))?;
            Some(item)
        })
        .count()
}

/// An item as DynamoDB returns it: its attributes are not in the order of the struct, but by name here.
fn as_returned<T: Shape>(value: &T) -> Vec<u8> {
    let json = to_json_item(value).expect("an item");
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    json.to_string().into()
}

/// DynamoDB's answer to a `GetItem` of one, to a `Query` of more.
fn answer<T: Shape>(values: &[T], json: &[Vec<u8>]) -> String {
    let text = |json: &[u8]| String::from_utf8(json.to_vec()).expect("JSON is text");
    if let [item] = json {
        return format!(r#"{{"Item":{}}}"#, text(item));
    }
    let items: Vec<String> = json.iter().map(|item| text(item)).collect();
    let last = values.last().map(DynamoItem::key).expect("items");
    let last = to_json_item(&last).expect("a key");
    format!(
        r#"{{"Count":{count},"Items":[{}],"LastEvaluatedKey":{},"ScannedCount":{count}}}"#,
        items.join(","),
        text(&last),
        count = json.len(),
    )
}
