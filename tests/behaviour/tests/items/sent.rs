//! A request as a reader would write it: names and values in the place of their placeholders.

use std::collections::BTreeSet;

use behaviour::{FakeAws, Request};
use serde_json::{Map, Value};

const EXPRESSIONS: [&str; 5] = [
    "ConditionExpression",
    "UpdateExpression",
    "ProjectionExpression",
    "KeyConditionExpression",
    "FilterExpression",
];

/// The body of the one request that DynamoDB got.
#[track_caller]
pub fn sent(aws: &FakeAws) -> Value {
    spelled_out(&aws.dynamodb().only())
}

/// The body of a request. Every placeholder has to be used, and has to stand for something.
#[track_caller]
pub fn spelled_out(request: &Request) -> Value {
    let mut body = request.json();
    let object = body.as_object_mut().expect("an object");
    let mut placeholders = Map::new();
    for table in ["ExpressionAttributeNames", "ExpressionAttributeValues"] {
        if let Some(Value::Object(table)) = object.remove(table) {
            assert!(!table.is_empty(), "DynamoDB refuses an empty table");
            placeholders.extend(table);
        }
    }
    let mut unused: BTreeSet<_> = placeholders.keys().cloned().collect();
    for name in EXPRESSIONS {
        if let Some(Value::String(text)) = object.get_mut(name) {
            *text = put_back(text, |placeholder| {
                unused.remove(placeholder);
                match &placeholders[placeholder] {
                    Value::String(name) => name.clone(),
                    value => value.to_string(),
                }
            });
        }
    }
    assert_eq!(unused, BTreeSet::new(), "not used");
    body
}

fn put_back(text: &str, mut of: impl FnMut(&str) -> String) -> String {
    let mut written = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(['#', ':']) {
        let digits = rest[start + 1..].bytes().take_while(u8::is_ascii_digit);
        let end = start + 1 + digits.count();
        written.push_str(&rest[..start]);
        written.push_str(&of(&rest[start..end]));
        rest = &rest[end..];
    }
    written + rest
}
