//! Whatever the bytes of an event are: they are refused, or each record tells a change, or why it tells none; and a key
//! that was taken apart is the same after it was put together again.
#![no_main]

use dynamo_model::{
    attribute::to_json_item,
    prelude::*,
    streams::{self, Record},
};
use fuzz::order::Order;
use libfuzzer_sys::fuzz_target;

#[derive(DynamoModel, Debug, PartialEq)]
#[dynamo(key(pk = "ORG#{org}", sk = "ORDER#{number:010}##{id}"))]
struct Filed {
    org: String,
    number: u32,
    id: String,
}

fuzz_target!(|event: &[u8]| match streams::records(event) {
    Ok(records) => records.iter().for_each(look_at),
    Err(error) => assert!(!error.to_string().is_empty()),
});

fn look_at(record: &Record<'_>) {
    if let Err(error) = record.change::<Order>() {
        assert!(!error.to_string().is_empty());
    }
    let _ = (record.partial_change::<Filed>(), record.text("id"));
    let Ok(key) = record.key::<Filed>() else {
        return;
    };
    let keys = to_json_item(&key).expect("what was read can be written");
    let keys = String::from_utf8(keys).expect("JSON is text");
    let again =
        format!(r#"{{"eventName":"REMOVE","dynamodb":{{"SequenceNumber":"1","Keys":{keys}}}}}"#);
    let again = Record::from_json(again.as_bytes()).expect("a record");
    assert_eq!(again.key::<Filed>().expect("a key"), key);
}
