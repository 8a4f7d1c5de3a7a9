//! Records of the SDK's client of DynamoDB Streams.

use std::{
    collections::HashMap,
    time::{Duration, SystemTime},
};

use dynamo_model::{
    aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue as Value},
    aws_sdk_dynamodbstreams::{
        primitives::DateTime,
        types::{AttributeValue, Identity, OperationType, Record as SdkRecord, StreamRecord},
    },
    streams::{Cause, Change, Record, StreamError, StreamViewType},
};

use crate::{Order, OrderKey, order};

/// The same attribute, in the type of the other SDK crate.
pub fn streamed(value: &Value) -> AttributeValue {
    match value.clone() {
        Value::S(text) => AttributeValue::S(text),
        Value::N(text) => AttributeValue::N(text),
        Value::B(bytes) => AttributeValue::B(bytes),
        Value::Bool(value) => AttributeValue::Bool(value),
        Value::Null(value) => AttributeValue::Null(value),
        Value::Ss(items) => AttributeValue::Ss(items),
        Value::Ns(items) => AttributeValue::Ns(items),
        Value::Bs(items) => AttributeValue::Bs(items),
        Value::L(items) => AttributeValue::L(items.iter().map(streamed).collect()),
        Value::M(members) => AttributeValue::M(streamed_item(&members)),
        other => panic!("{other:?}"),
    }
}

pub fn streamed_item(item: &HashMap<String, Value>) -> HashMap<String, AttributeValue> {
    let members = item
        .iter()
        .map(|(name, value)| (name.clone(), streamed(value)));
    members.collect()
}

fn item(order: &Order) -> HashMap<String, AttributeValue> {
    streamed_item(&dynamo_model::attribute::to_item(order).unwrap())
}

fn keys() -> HashMap<String, AttributeValue> {
    HashMap::from([
        ("customer".to_owned(), AttributeValue::S("acme".to_owned())),
        ("no".to_owned(), AttributeValue::N("7".to_owned())),
    ])
}

fn stream_record() -> StreamRecord {
    StreamRecord::builder()
        .set_keys(Some(keys()))
        .sequence_number("111")
        .build()
}

fn record(name: OperationType, told: StreamRecord) -> SdkRecord {
    SdkRecord::builder().event_name(name).dynamodb(told).build()
}

#[test]
fn w17_a_record_of_the_sdk_is_a_change() {
    let mut told = stream_record();
    told.old_image = Some(item(&order(1)));
    told.new_image = Some(item(&order(2)));
    told.approximate_creation_date_time = Some(DateTime::from_secs(60));
    told.size_bytes = Some(99);
    told.stream_view_type = Some("NEW_AND_OLD_IMAGES".into());
    let mut of_sdk = record(OperationType::Modify, told);
    of_sdk.event_id = Some("e-1".to_owned());
    of_sdk.aws_region = Some("eu-west-1".to_owned());
    let record = Record::from_sdk(of_sdk).unwrap();
    assert_eq!(record.event_id(), Some("e-1"));
    assert_eq!(record.sequence_number(), "111");
    assert_eq!(record.size_bytes(), Some(99));
    assert_eq!(record.region(), Some("eu-west-1"));
    assert_eq!(record.source_arn(), None);
    assert_eq!(record.table_name(), None);
    assert_eq!(record.view_type(), Some(StreamViewType::NewAndOldImages));
    assert_eq!(
        record.approximate_creation_time(),
        Some(SystemTime::UNIX_EPOCH + Duration::from_mins(1))
    );
    assert_eq!(record.text("customer").as_deref(), Some("acme"));
    assert_eq!(record.text("total"), None);
    let expected = Change::Modified {
        old: order(1),
        new: order(2),
    };
    assert_eq!(record.change::<Order>().unwrap(), expected);
    assert_eq!(record.key::<Order>().unwrap(), OrderKey::new("acme", 7_u64));
    assert_eq!(record.into_change::<Order>().unwrap(), expected);
}

#[test]
fn w17_every_type_of_attribute_is_read_from_the_sdk() {
    let blob = |text: &str| Blob::new(text);
    let stored = HashMap::from(
        [
            ("s", Value::S("x".to_owned())),
            ("n", Value::N("1.5".to_owned())),
            ("b", Value::B(blob("x"))),
            ("bool", Value::Bool(true)),
            ("null", Value::Null(true)),
            ("ss", Value::Ss(vec!["x".to_owned(), "y".to_owned()])),
            ("ns", Value::Ns(vec!["1".to_owned(), "2".to_owned()])),
            ("bs", Value::Bs(vec![blob("x"), blob("y")])),
            ("l", Value::L(vec![Value::Ns(vec!["1".to_owned()])])),
            ("m", Value::M(HashMap::new())),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    );
    let mut told = stream_record();
    told.new_image = Some(streamed_item(&stored));
    let inserted = Record::from_sdk(record(OperationType::Insert, told)).unwrap();
    let image: Option<HashMap<String, Value>> = inserted.new_image().unwrap();
    assert_eq!(image, Some(stored));
}

#[test]
fn w17_the_sdk_tells_a_time_to_live_too() {
    let mut told = stream_record();
    told.old_image = Some(item(&order(1)));
    let mut removed = record(OperationType::Remove, told);
    for (kind, principal, cause) in [
        ("Service", "dynamodb.amazonaws.com", Cause::TimeToLive),
        ("Service", "ec2.amazonaws.com", Cause::User),
        ("User", "dynamodb.amazonaws.com", Cause::User),
    ] {
        let identity = Identity::builder().r#type(kind).principal_id(principal);
        removed.user_identity = Some(identity.build());
        let change = Record::from_sdk(removed.clone()).unwrap().into_change();
        assert_eq!(
            change.unwrap(),
            Change::Removed {
                old: order(1),
                cause
            }
        );
    }
}

#[test]
fn w10_what_the_sdk_leaves_open_is_required() {
    let whole = record(OperationType::Remove, stream_record());
    let lacking = |path: &str, take: fn(&mut SdkRecord)| {
        let mut record = whole.clone();
        take(&mut record);
        let Err(StreamError::Damaged(error)) = Record::from_sdk(record) else {
            panic!("{path} is not required");
        };
        assert_eq!(error.path(), path);
        error.to_string()
    };
    lacking("eventName", |record| record.event_name = None);
    lacking("dynamodb", |record| record.dynamodb = None);
    lacking("dynamodb.Keys", |record| {
        record.dynamodb.as_mut().unwrap().keys = None;
    });
    lacking("dynamodb.SequenceNumber", |record| {
        record.dynamodb.as_mut().unwrap().sequence_number = None;
    });
    let told = lacking("eventName", |record| {
        record.event_name = Some("UPSERT".into());
    });
    assert!(told.ends_with("expected INSERT, MODIFY or REMOVE, found `UPSERT`"));
    let told = lacking("dynamodb.SizeBytes", |record| {
        record.dynamodb.as_mut().unwrap().size_bytes = Some(-1);
    });
    assert!(told.ends_with("`-1` is no number of bytes"));
    let told = lacking("dynamodb.ApproximateCreationDateTime", |record| {
        let told = record.dynamodb.as_mut().unwrap();
        told.approximate_creation_date_time = Some(DateTime::from_secs(-1));
    });
    assert!(told.ends_with("`-1` is no time in seconds"));
}

#[test]
fn w10_an_attribute_of_the_sdk_is_told_with_its_path() {
    let mut told = stream_record();
    let mut image = item(&order(1));
    image.insert("total".to_owned(), AttributeValue::Bool(true));
    told.new_image = Some(image);
    let inserted = Record::from_sdk(record(OperationType::Insert, told)).unwrap();
    assert_eq!(
        inserted.change::<Order>().unwrap_err().to_string(),
        "`Order`: attribute `NewImage.total`: expected N, found BOOL"
    );
}
