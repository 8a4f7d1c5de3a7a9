//! What a function answers to Lambda.

use dynamo_model::streams::{self, BatchItemFailures};
use serde_json::json;

use crate::record;

#[test]
fn w17_records_that_failed_are_told_by_their_sequence_numbers() {
    let first = record("REMOVE", &[]);
    let second = first.replace("111", r#"2\"2"#);
    let event = format!(r#"{{"Records": [{first}, {second}]}}"#);
    let mut failures = BatchItemFailures::new();
    assert!(failures.is_empty());
    assert_eq!(failures.to_json(), br#"{"batchItemFailures":[]}"#);
    for record in streams::records(event.as_bytes()).unwrap() {
        failures.add(&record);
    }
    assert!(!failures.is_empty());
    let expected =
        json!({"batchItemFailures": [{"itemIdentifier": "111"}, {"itemIdentifier": "2\"2"}]});
    assert_eq!(serde_json::to_value(&failures).unwrap(), expected);
    let text: serde_json::Value = serde_json::from_slice(&failures.to_json()).unwrap();
    assert_eq!(text, expected);
}
