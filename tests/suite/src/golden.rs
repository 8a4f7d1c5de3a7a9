//! The golden document: one item with every type, in DynamoDB's JSON, digit by digit.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use dynamo_model::{
    Dynamo,
    attribute::{Item, Number, from_json_item, to_item, to_json_item},
    aws_sdk_dynamodb::types::AttributeValue,
    prelude::*,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use time::OffsetDateTime;
use ulid::Ulid;
use uuid::Uuid;

use crate::table;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "golden"))]
struct Golden {
    #[dynamo(partition_key)]
    text: String,
    #[dynamo(sort_key)]
    number: i128,
    #[dynamo(version)]
    version: u16,
    empty_text: String,
    boxed: Box<str>,
    letter: char,
    unsigned: u64,
    signed: i64,
    small: u8,
    float: f64,
    single: f32,
    exact: Number,
    decimal: Decimal,
    yes: bool,
    binary: Vec<u8>,
    empty_binary: Vec<u8>,
    array: [u8; 3],
    bytes: Bytes,
    strings: BTreeSet<String>,
    numbers: BTreeSet<i32>,
    binaries: BTreeSet<Vec<u8>>,
    no_strings: BTreeSet<String>,
    #[dynamo(list)]
    listed: BTreeSet<String>,
    list: Vec<Option<u32>>,
    empty_list: Vec<String>,
    queue: VecDeque<bool>,
    pair: (String, u8),
    map: BTreeMap<String, Option<bool>>,
    nested: Nested,
    some: Option<u8>,
    none: Option<u8>,
    #[dynamo(null)]
    null: Option<u8>,
    shared: Arc<Nested>,
    system_time: SystemTime,
    offset: OffsetDateTime,
    chrono: DateTime<Utc>,
    #[dynamo(format = "epoch_seconds")]
    seconds: OffsetDateTime,
    #[dynamo(format = "epoch_millis")]
    millis: DateTime<Utc>,
    #[dynamo(format = "pynamodb")]
    pynamodb: OffsetDateTime,
    #[dynamo(ttl)]
    expires: OffsetDateTime,
    uuid: Uuid,
    ulid: Ulid,
    value: Value,
    #[dynamo(serde)]
    serde: Foreign,
    #[dynamo(json)]
    json: Foreign,
    any: AttributeValue,
    #[dynamo(rename = "Renamed-1")]
    renamed: Status,
    tagged: Shape,
    email: Email,
    #[dynamo(skip)]
    skipped: u8,
    #[dynamo(flatten)]
    rest: BTreeMap<String, AttributeValue>,
}

#[derive(DynamoValue, Debug, Clone, PartialEq)]
#[dynamo(rename_all = "camelCase")]
struct Nested {
    unit_count: u32,
    next: Option<Box<Nested>>,
}

#[derive(Serialize, Deserialize, Debug, Clone, PartialEq)]
struct Foreign {
    code: u32,
    words: Vec<String>,
}

#[derive(DynamoValue, Debug, Clone, PartialEq)]
#[dynamo(rename_all = "kebab-case")]
enum Status {
    HalfPaid,
}

#[derive(DynamoValue, Debug, Clone, PartialEq)]
#[dynamo(tag = "shape")]
enum Shape {
    Circle { radius: u32 },
}

#[derive(DynamoValue, Debug, Clone, PartialEq)]
struct Email(String);

/// 2014-04-14T10:00:00.123456Z
const MICROS: i64 = 1_397_469_600_123_456;

fn time(micros: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(micros) * 1000).expect("a time")
}

fn golden() -> Golden {
    let nested = Nested {
        unit_count: 1,
        next: Some(Box::new(Nested {
            unit_count: 2,
            next: None,
        })),
    };
    let foreign = Foreign {
        code: 7,
        words: vec!["a".into(), String::new()],
    };
    Golden {
        text: "grüße \"\\ \u{1F600}".into(),
        number: -99_999_999_999_999_999_999_999_999_999_999_999_999,
        version: 0,
        empty_text: String::new(),
        boxed: "boxed".into(),
        letter: 'ß',
        unsigned: u64::MAX,
        signed: i64::MIN,
        small: 255,
        float: 0.1,
        single: -2.5,
        exact: "12345678901234567890.123456789012345678"
            .parse()
            .expect("38 digits"),
        decimal: Decimal::new(1275, 2),
        yes: true,
        binary: vec![0, 255],
        empty_binary: vec![],
        array: *b"abc",
        bytes: Bytes::from_static(b"foo"),
        strings: ["true", "1", "[1,2,3]"].map(String::from).into(),
        numbers: [-1, 0, 10].into(),
        binaries: [b"bar".to_vec(), b"foo".to_vec()].into(),
        no_strings: BTreeSet::new(),
        listed: ["", "x"].map(String::from).into(),
        list: vec![None, Some(1)],
        empty_list: vec![],
        queue: [true, false].into(),
        pair: ("p".into(), 2),
        map: BTreeMap::from([("e".into(), None), ("k".into(), Some(false))]),
        nested: nested.clone(),
        some: Some(0),
        none: None,
        null: None,
        shared: Arc::new(nested),
        system_time: SystemTime::UNIX_EPOCH + Duration::from_micros(1_397_469_600_123_456),
        offset: time(MICROS),
        chrono: DateTime::from_timestamp_micros(MICROS).expect("a time"),
        seconds: time(1_397_469_600_000_000),
        millis: DateTime::from_timestamp_millis(1_397_469_600_123).expect("a time"),
        pynamodb: time(MICROS),
        expires: time(1_559_692_860_000_000),
        uuid: Uuid::from_u128(0x67e5_5044_10b1_426f_9247_bb68_0e5f_e0c8),
        ulid: Ulid(0),
        value: json!({ "n": null, "list": [1.5, "s"] }),
        serde: foreign.clone(),
        json: foreign,
        any: AttributeValue::Ns(vec!["1".into()]),
        renamed: Status::HalfPaid,
        tagged: Shape::Circle { radius: 3 },
        email: Email("a@example.com".into()),
        skipped: 0,
        rest: BTreeMap::from([("extra".into(), AttributeValue::Bool(false))]),
    }
}

/// The item as DynamoDB has it, in the version that was stored first.
const DOCUMENT: &str = include_str!("golden.json");

/// Sets have no order in a table.
fn in_order(mut item: Item) -> Item {
    for value in item.values_mut() {
        match value {
            AttributeValue::Ss(elements) => elements.sort(),
            AttributeValue::Ns(elements) => {
                elements.sort_by_key(|digits| digits.parse::<i64>().expect("an integer"));
            }
            AttributeValue::Bs(elements) => elements.sort_by(|a, b| a.as_ref().cmp(b.as_ref())),
            _ => {}
        }
    }
    item
}

/// Every type is exactly this JSON, there and back, and the same through a database.
pub async fn golden_document(db: &Dynamo) {
    let mut stored = golden();
    stored.version = 1;
    let written = to_json_item(&stored).expect("JSON");
    let written: Value = serde_json::from_slice(&written).expect("JSON");
    let expected: Value = serde_json::from_str(DOCUMENT).expect("JSON");
    for (name, value) in expected.as_object().expect("an object") {
        assert_eq!(&written[name], value, "{name}");
    }
    assert_eq!(written, expected);
    let read = from_json_item::<Golden>(DOCUMENT.as_bytes());
    assert_eq!(read.expect("an item"), stored);

    table::create::<Golden>(db).await;
    let mut created = golden();
    created.create(db).await.expect("a new item");
    assert_eq!(created, stored);
    let read = Golden::get(db, &created).consistent().await;
    assert_eq!(read.expect("an answer").as_ref(), Some(&stored));
    let raw = table::stored::<Golden>(db, &created)
        .await
        .expect("an item");
    assert_eq!(in_order(raw), to_item(&stored).expect("an item"));
    stored.save(db).await.expect("the version in hand");
    assert_eq!(stored.version, 2);
}
