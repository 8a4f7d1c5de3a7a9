//! The models of these tests, and their tables as DynamoDB tells of them once they are as the model says.

use dynamo_model::prelude::*;
use serde_json::{Value, json};

/// On demand, with a stream, a tag and a time to live.
#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "orders",
    billing_mode = "PAY_PER_REQUEST",
    stream_view_type = "NEW_AND_OLD_IMAGES",
    resource_tags(team = "billing"),
))]
pub struct Order {
    #[dynamo(partition_key)]
    pub customer: String,
    #[dynamo(sort_key)]
    pub number: u64,
    #[dynamo(version)]
    pub rev: u64,
    #[dynamo(ttl)]
    pub expires_at: Option<u64>,
    pub memo: Option<String>,
}

impl Order {
    pub fn new() -> Self {
        Self {
            customer: "acme".into(),
            number: 7,
            rev: 0,
            expires_at: None,
            memo: None,
        }
    }

    pub fn table() -> Value {
        json!({
            "TableName": "orders",
            "TableArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
            "TableStatus": "ACTIVE",
            "KeySchema": [
                { "AttributeName": "customer", "KeyType": "HASH" },
                { "AttributeName": "number", "KeyType": "RANGE" },
            ],
            "AttributeDefinitions": [
                { "AttributeName": "number", "AttributeType": "N" },
                { "AttributeName": "customer", "AttributeType": "S" },
            ],
            "BillingModeSummary": { "BillingMode": "PAY_PER_REQUEST" },
            "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES" },
        })
    }
}

/// Everything that a table can be told, and nothing that is a default.
#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "vault",
    billing_mode = "PROVISIONED",
    read_capacity_units = 5,
    write_capacity_units = 2,
    stream_view_type = "KEYS_ONLY",
    deletion_protection = true,
    point_in_time_recovery = true,
    table_class = "STANDARD_INFREQUENT_ACCESS",
    resource_tags(team = "billing", "cost:center" = "42"),
))]
pub struct Vault {
    #[dynamo(partition_key)]
    pub id: String,
}

impl Vault {
    pub fn table() -> Value {
        json!({
            "TableName": "vault",
            "TableArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/vault",
            "TableStatus": "ACTIVE",
            "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
            "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
            "ProvisionedThroughput": { "ReadCapacityUnits": 5, "WriteCapacityUnits": 2 },
            "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "KEYS_ONLY" },
            "TableClassSummary": { "TableClass": "STANDARD_INFREQUENT_ACCESS" },
            "DeletionProtectionEnabled": true,
        })
    }
}

/// Nothing said but the key.
#[derive(DynamoModel)]
pub struct Plain {
    #[dynamo(partition_key)]
    pub id: String,
}

/// A table with indexes: one of several attributes a side, one that holds two attributes, and a local one.
#[derive(DynamoModel)]
#[dynamo(
    meta(table_name = "parcels"),
    index(ByPlace, partition = [country, city], sort = [weight, sent_at]),
    index(ByStatus, partition = status, project = [weight, city]),
    local_index(ByWeight, sort = weight, project = keys_only),
)]
pub struct Parcel {
    #[dynamo(partition_key)]
    pub sender: String,
    #[dynamo(sort_key)]
    pub number: String,
    pub country: String,
    pub city: String,
    pub weight: u64,
    pub sent_at: String,
    pub status: String,
}

/// A key, an index and a time to live.
#[derive(DynamoModel)]
#[dynamo(index(ByOwner, partition = owner))]
pub struct Ticket {
    #[dynamo(partition_key)]
    pub id: String,
    pub owner: String,
    #[dynamo(ttl)]
    pub expires_at: u64,
}

impl Parcel {
    pub fn table() -> Value {
        json!({
            "TableName": "parcels",
            "TableStatus": "ACTIVE",
            "KeySchema": [
                { "AttributeName": "sender", "KeyType": "HASH" },
                { "AttributeName": "number", "KeyType": "RANGE" },
            ],
            "AttributeDefinitions": [
                { "AttributeName": "sender", "AttributeType": "S" },
                { "AttributeName": "number", "AttributeType": "S" },
                { "AttributeName": "country", "AttributeType": "S" },
                { "AttributeName": "city", "AttributeType": "S" },
                { "AttributeName": "weight", "AttributeType": "N" },
                { "AttributeName": "sent_at", "AttributeType": "S" },
                { "AttributeName": "status", "AttributeType": "S" },
            ],
            "BillingModeSummary": { "BillingMode": "PAY_PER_REQUEST" },
            "GlobalSecondaryIndexes": [
                Self::index("by_place", "ACTIVE"),
                Self::index("by_status", "ACTIVE"),
            ],
            "LocalSecondaryIndexes": [{
                "IndexName": "by_weight",
                "KeySchema": [
                    { "AttributeName": "sender", "KeyType": "HASH" },
                    { "AttributeName": "weight", "KeyType": "RANGE" },
                ],
                "Projection": { "ProjectionType": "KEYS_ONLY" },
            }],
        })
    }

    /// A global index in this status.
    pub fn index(name: &str, status: &str) -> Value {
        let mut index = match name {
            "by_place" => json!({
                "KeySchema": [
                    { "AttributeName": "country", "KeyType": "HASH" },
                    { "AttributeName": "city", "KeyType": "HASH" },
                    { "AttributeName": "weight", "KeyType": "RANGE" },
                    { "AttributeName": "sent_at", "KeyType": "RANGE" },
                ],
                "Projection": { "ProjectionType": "ALL" },
            }),
            _ => json!({
                "KeySchema": [{ "AttributeName": "status", "KeyType": "HASH" }],
                "Projection": {
                    "ProjectionType": "INCLUDE",
                    "NonKeyAttributes": ["city", "weight"],
                },
            }),
        };
        index["IndexName"] = name.into();
        index["IndexStatus"] = status.into();
        index
    }

    /// The table with these global indexes only.
    pub fn table_with(indexes: &[Value]) -> Value {
        let mut table = Self::table();
        table["GlobalSecondaryIndexes"] = indexes.into();
        table
    }
}
