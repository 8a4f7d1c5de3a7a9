//! Answers of DynamoDB that only operations on items get.

use behaviour::Answer;
use serde_json::{Value, json};

/// A condition that was not met, by this item if there is one.
pub fn condition_failed(item: Option<&Value>) -> Answer {
    let mut body = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
        "message": "The conditional request failed",
    });
    if let Some(item) = item {
        body["Item"] = item.clone();
    }
    Answer::json(400, &body)
}
