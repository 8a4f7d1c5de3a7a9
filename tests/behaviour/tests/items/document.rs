//! The model of these tests, with everything that the library manages, and one in which it manages nothing.

use std::time::SystemTime;

use dynamo_model::prelude::*;
use serde_json::{Value, json};

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "documents"))]
pub struct Document {
    #[dynamo(partition_key)]
    pub id: String,
    #[dynamo(sort_key)]
    pub no: u32,
    #[dynamo(version)]
    pub rev: u32,
    #[dynamo(created_at)]
    pub created: SystemTime,
    #[dynamo(updated_at, format = "epoch_seconds")]
    pub updated: SystemTime,
    pub text: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "plain"))]
pub struct Plain {
    #[dynamo(partition_key)]
    pub id: String,
    pub text: Option<String>,
}

pub const LONG_AGO: SystemTime = SystemTime::UNIX_EPOCH;

/// When these tests begin, as it is stored.
pub const NOW: &str = "2026-01-01T00:00:00.000000000Z";
pub const NOW_SECONDS: &str = "1767225600";

pub fn document(rev: u32) -> Document {
    Document {
        id: "a".into(),
        no: 7,
        rev,
        created: LONG_AGO,
        updated: LONG_AGO,
        text: "old".into(),
    }
}

pub fn plain() -> Plain {
    Plain {
        id: "a".into(),
        text: Some("old".into()),
    }
}

pub fn key() -> Value {
    json!({ "id": { "S": "a" }, "no": { "N": "7" } })
}

/// A document in DynamoDB's JSON.
pub fn stored(rev: &str, created: &str, updated: &str, text: &str) -> Value {
    json!({
        "id": { "S": "a" },
        "no": { "N": "7" },
        "rev": { "N": rev },
        "created": { "S": created },
        "updated": { "N": updated },
        "text": { "S": text },
    })
}
