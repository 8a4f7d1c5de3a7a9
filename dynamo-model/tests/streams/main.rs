//! Changes from DynamoDB Streams: Lambda's events, the SDK's records, and what an engine's stream tells of real writes.

mod damage;
mod engine;
mod failures;
mod lambda;
mod models;
mod random;
mod sdk;
mod views;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::SystemTime,
};

use dynamo_model::{
    prelude::*,
    streams::{self, Record, StreamError},
};

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "orders", stream_view_type = "NEW_AND_OLD_IMAGES"))]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key, rename = "no")]
    number: u64,
    total: i64,
    memo: Option<String>,
    lines: Vec<Line>,
    tags: BTreeSet<String>,
    stock: BTreeMap<String, Option<f64>>,
    blob: Vec<u8>,
}

#[derive(DynamoValue, Debug, Clone, PartialEq)]
struct Line {
    sku: String,
    gift: bool,
}

/// One key attribute, in another form than its type's own.
#[derive(DynamoModel, Debug, PartialEq)]
struct Tick {
    #[dynamo(partition_key, format = "epoch_seconds")]
    at: SystemTime,
}

fn order(total: i64) -> Order {
    Order {
        customer: "acme".to_owned(),
        number: 7,
        total,
        memo: None,
        lines: Vec::new(),
        tags: BTreeSet::new(),
        stock: BTreeMap::new(),
        blob: vec![0, 255],
    }
}

/// [`order`] as a stream tells it.
fn image(total: i64) -> String {
    format!(
        r#"{{"customer": {{"S": "acme"}}, "no": {{"N": "7"}}, "total": {{"N": "{total}"}}, "lines": {{"L": []}},
            "stock": {{"M": {{}}}}, "blob": {{"B": "AP8="}}}}"#
    )
}

const KEYS: &str = r#"{"customer": {"S": "acme"}, "no": {"N": "7"}}"#;

/// A record of this name, with these members of `dynamodb` besides the key and the sequence number.
fn record(event_name: &str, dynamodb: &[(&str, &str)]) -> String {
    let members: Vec<String> = dynamodb
        .iter()
        .map(|(name, value)| format!(r#", "{name}": {value}"#))
        .collect();
    let members = members.concat();
    format!(
        r#"{{"eventID": "e-1", "eventName": "{event_name}",
            "dynamodb": {{"Keys": {KEYS}, "SequenceNumber": "111"{members}}}}}"#
    )
}

#[track_caller]
fn read(json: &str) -> Record<'_> {
    Record::from_json(json.as_bytes()).expect("a record")
}

/// What is told of an event that can't be read.
#[track_caller]
fn refused(event: &str) -> String {
    match streams::records(event.as_bytes()) {
        Ok(_) => panic!("read: {event}"),
        Err(StreamError::Damaged(error)) => error.to_string(),
        Err(other) => panic!("{other:?}"),
    }
}
