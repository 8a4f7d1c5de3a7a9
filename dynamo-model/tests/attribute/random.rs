//! What holds for any value: it comes back from every wire as it was. And for any bytes: they are read or refused.
//! The seed and the number of cases are fixed, so that a run depends on nothing but the code.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque},
    fmt::Debug,
    time::{Duration, SystemTime},
};

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use dynamo_model::attribute::{
    Codec, Coded, FromAttributeOwned, Number, ToAttribute,
    format::{EpochMillis, EpochSeconds, JsonText, PynamoDb, Rfc3339, Serde},
    from_item, from_json, from_json_item, item_size, to_item, to_json, to_json_item,
};
use proptest::{
    collection::{btree_map, btree_set, hash_map, hash_set, vec},
    prelude::*,
    test_runner::{RngAlgorithm, RngSeed},
};
use rust_decimal::Decimal;
use serde::{Serialize, de::DeserializeOwned};
use time::OffsetDateTime;
use ulid::Ulid;
use uuid::Uuid;

use crate::{
    order::{Line, LineView, Order, SAMPLE, Tagged},
    parsed, to_value,
};

pub fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_shrink_iters: 4096,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: RngSeed::Fixed(20_120_118),
        ..ProptestConfig::default()
    }
}

/// The value comes back from every wire, which agree about it.
fn comes_back<T>(value: &T) -> Result<(), TestCaseError>
where
    T: ToAttribute + FromAttributeOwned + PartialEq + Debug,
{
    let json = to_json(value)?;
    let sdk = to_value(value)?;
    prop_assert_eq!(&from_json::<T>(&json)?, value);
    prop_assert_eq!(&T::from_attribute(sdk.clone())?, value);
    prop_assert_eq!(&from_json::<AttributeValue>(&json)?, &sdk);
    prop_assert_eq!(parsed(&to_json(&sdk)?), parsed(&json));
    let item = BTreeMap::from([("name".to_owned(), value)]);
    prop_assert_eq!(item_size(&item)?, item_size(&to_item(&item)?)?);
    Ok(())
}

/// The type's own form is that of `serde_dynamo`, and either reads what the other wrote.
fn agrees_with_serde_dynamo<T>(value: T) -> Result<(), TestCaseError>
where
    T: ToAttribute + FromAttributeOwned + Serialize + DeserializeOwned + PartialEq + Debug,
{
    comes_back(&value)?;
    let own = to_value(&value)?;
    let coded = Coded::<Serde, _>::new(value);
    let theirs = to_value(&coded)?;
    let value = coded.into_inner();
    prop_assert_eq!(&own, &theirs);
    prop_assert_eq!(&T::from_attribute(theirs)?, &value);
    let read: T = Serde::from_attribute(own)?;
    prop_assert_eq!(read, value);
    Ok(())
}

/// Any text, and text full of what JSON escapes.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[\\x00-\\x7f]{0,40}",
        "[\"\\\\/\u{8}\u{c}\n\r\tu0-9a-f{}]{0,40}",
        "[é€🦀\u{200b}\u{d7ff}\u{e000}\u{10ffff}]{0,20}",
    ]
}

/// The text of any number that DynamoDB has.
fn number_text() -> impl Strategy<Value = String> {
    (
        "-?[0-9]{1,20}(\\.[0-9]{1,18})?",
        prop_oneof![Just(None), (-90_i32..=90).prop_map(Some)],
    )
        .prop_map(|(digits, exponent)| match exponent {
            Some(exponent) => format!("{digits}e{exponent}"),
            None => digits,
        })
}

fn number() -> impl Strategy<Value = Number> {
    number_text().prop_map(|text| text.parse().unwrap())
}

/// A time that any type of time can hold as text.
fn unix_time() -> impl Strategy<Value = (i64, u32)> {
    (
        prop_oneof![
            -62_167_219_200_i64..=253_402_300_799,
            -100_000_i64..=100_000
        ],
        prop_oneof![0..1_000_000_000_u32, Just(0), Just(999_999_999)],
    )
}

fn system_time((seconds, nanos): (i64, u32)) -> SystemTime {
    let whole = Duration::from_secs(seconds.unsigned_abs());
    let whole = if seconds < 0 {
        SystemTime::UNIX_EPOCH - whole
    } else {
        SystemTime::UNIX_EPOCH + whole
    };
    whole + Duration::from_nanos(nanos.into())
}

fn offset_date_time((seconds, nanos): (i64, u32)) -> OffsetDateTime {
    let whole = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
    whole.replace_nanosecond(nanos).unwrap()
}

fn date_time((seconds, nanos): (i64, u32)) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, nanos).unwrap()
}

/// Any attribute at all.
fn attribute() -> impl Strategy<Value = AttributeValue> {
    let bytes = || vec(any::<u8>(), 0..8);
    let leaf = prop_oneof![
        text().prop_map(AttributeValue::S),
        number_text().prop_map(AttributeValue::N),
        bytes().prop_map(|bytes| AttributeValue::B(Blob::new(bytes))),
        any::<bool>().prop_map(AttributeValue::Bool),
        Just(AttributeValue::Null(true)),
        vec(text(), 1..4).prop_map(AttributeValue::Ss),
        vec(number_text(), 1..4).prop_map(AttributeValue::Ns),
        vec(bytes().prop_map(Blob::new), 1..4).prop_map(AttributeValue::Bs),
    ];
    leaf.prop_recursive(6, 48, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(AttributeValue::L),
            hash_map(text(), inner, 0..6).prop_map(AttributeValue::M),
        ]
    })
}

fn line() -> impl Strategy<Value = Line> {
    (text(), any::<u32>()).prop_map(|(sku, qty)| Line { sku, qty })
}

fn order() -> impl Strategy<Value = Order> {
    (
        text(),
        any::<u64>(),
        proptest::option::of(text()),
        vec(line(), 0..4),
        btree_set(text(), 0..4),
        btree_map(text(), any::<Option<i32>>(), 0..4),
        any::<bool>(),
        vec(any::<u8>(), 0..9),
    )
        .prop_map(|(id, total, memo, lines, tags, stock, paid, blob)| Order {
            id,
            total,
            memo,
            lines,
            tags,
            stock,
            paid,
            blob,
        })
}

fn json_value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        (-1e30..1e30_f64).prop_map(Into::into),
        text().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Into::into),
            hash_map(text(), inner, 0..4)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn w17_numbers_come_back(
        ints in any::<(i8, u8, i16, u16, i32, u32, i64, u64)>(),
        sizes in any::<(isize, usize)>(),
        wide in -(10_i128.pow(38) - 1)..10_i128.pow(38),
        unsigned in 0..10_u128.pow(38),
        floats in (-1e30..1e30_f64, -1e30..1e30_f32),
        small in (-120..=115_i32, any::<i32>()),
        own in number(),
        decimal in (any::<i64>(), 0..28_u32),
    ) {
        agrees_with_serde_dynamo(ints)?;
        comes_back(&sizes)?;
        comes_back(&wide)?;
        comes_back(&unsigned)?;
        comes_back(&floats)?;
        comes_back(&(f64::from(small.1) * 10_f64.powi(small.0)))?;
        comes_back(&own)?;
        comes_back(&Decimal::new(decimal.0, decimal.1))?;
        prop_assert_eq!(&own.to_string().parse::<Number>()?, &own);
    }

    #[test]
    fn w1_numbers_are_equal_and_ordered_by_value(one in number(), two in number(), zeros in 0..8_usize) {
        // Written otherwise.
        let text = one.to_string();
        let padded = match text.split_once('e') {
            Some((digits, exponent)) => format!("000{digits}E{exponent}").replace("000-", "-000"),
            None if text.contains('.') => format!("{text}{}", "0".repeat(zeros)),
            None => format!("{text}.{}", "0".repeat(zeros)),
        };
        prop_assert_eq!(&padded.parse::<Number>()?, &one);
        prop_assert_eq!(one == two, one.cmp(&two).is_eq());
        prop_assert_eq!(one.cmp(&two), two.cmp(&one).reverse());
        let [float, other] = [&one, &two].map(|number| number.as_str().parse::<f64>().unwrap());
        if float < other {
            prop_assert!(one < two);
        }
    }

    #[test]
    fn w17_scalars_come_back(
        text in text(),
        character in any::<char>(),
        flag in any::<bool>(),
        bytes in any::<Vec<u8>>(),
        array in any::<[u8; 5]>(),
        id in any::<u128>(),
    ) {
        comes_back(&Box::<str>::from(&*text))?;
        comes_back(&std::sync::Arc::<str>::from(&*text))?;
        agrees_with_serde_dynamo(text)?;
        agrees_with_serde_dynamo(character)?;
        agrees_with_serde_dynamo(flag)?;
        comes_back(&Bytes::from(bytes.clone()))?;
        comes_back(&VecDeque::from(bytes.clone()))?;
        comes_back(&bytes)?;
        comes_back(&array)?;
        comes_back(&Uuid::from_u128(id))?;
        comes_back(&Ulid(id))?;
    }

    #[test]
    fn w17_sets_come_back(
        texts in btree_set(text(), 0..5),
        characters in hash_set(any::<char>(), 0..5),
        numbers in hash_set(any::<i64>(), 0..5),
        own in btree_set(number(), 0..5),
        bytes in btree_set(vec(any::<u8>(), 0..9), 0..5),
        arrays in hash_set(any::<[u8; 3]>(), 0..5),
        ids in hash_set(any::<u128>(), 0..5),
        decimals in btree_set(any::<i64>(), 0..5),
    ) {
        comes_back(&texts)?;
        comes_back(&characters)?;
        comes_back(&numbers)?;
        comes_back(&own)?;
        comes_back(&bytes.iter().cloned().map(Bytes::from).collect::<HashSet<_>>())?;
        comes_back(&bytes)?;
        comes_back(&arrays)?;
        comes_back(&ids.iter().copied().map(Uuid::from_u128).collect::<HashSet<_>>())?;
        comes_back(&ids.into_iter().map(Ulid).collect::<BTreeSet<_>>())?;
        comes_back(&decimals.into_iter().map(|number| Decimal::new(number, 3)).collect::<BTreeSet<_>>())?;
    }

    #[test]
    fn w17_lists_and_maps_come_back(
        numbers in vec(any::<Option<u64>>(), 0..5),
        nested in vec(vec(any::<i8>(), 0..5), 0..5),
        array in any::<[Option<bool>; 3]>(),
        tuple in (text(), any::<u8>(), proptest::option::of(text()), any::<bool>()),
        map in hash_map(text(), any::<Option<i32>>(), 0..6),
        deep in btree_map(text(), vec(text(), 0..3), 0..3),
        characters in btree_map(any::<char>(), any::<u16>(), 0..5),
        ids in hash_map(any::<u128>(), any::<bool>(), 0..5),
    ) {
        agrees_with_serde_dynamo(numbers)?;
        agrees_with_serde_dynamo(nested)?;
        agrees_with_serde_dynamo(array)?;
        agrees_with_serde_dynamo(tuple)?;
        agrees_with_serde_dynamo(map)?;
        agrees_with_serde_dynamo(deep)?;
        comes_back(&characters)?;
        comes_back(&ids.iter().map(|(id, flag)| (Uuid::from_u128(*id), *flag)).collect::<HashMap<_, _>>())?;
        comes_back(&ids.into_iter().map(|(id, flag)| (Ulid(id), flag)).collect::<BTreeMap<_, _>>())?;
    }

    #[test]
    fn w17_times_come_back(time in unix_time()) {
        comes_back(&system_time(time))?;
        comes_back(&offset_date_time(time))?;
        comes_back(&date_time(time))?;
        let texts = [to_json(&system_time(time))?, to_json(&offset_date_time(time))?, to_json(&date_time(time))?];
        prop_assert!(texts[0] == texts[1] && texts[1] == texts[2]);
        comes_back(&Coded::<Rfc3339, _>::new(offset_date_time(time)))?;
        let (seconds, nanos) = time;
        comes_back(&Coded::<PynamoDb, _>::new(system_time((seconds, nanos / 1000 * 1000))))?;
        comes_back(&Coded::<EpochMillis, _>::new(date_time((seconds, nanos / 1_000_000 * 1_000_000))))?;
        comes_back(&Coded::<EpochSeconds, _>::new(offset_date_time((seconds, 0))))?;
        comes_back(&Coded::<EpochSeconds, _>::new(seconds))?;
    }

    #[test]
    fn w17_text_of_times_sorts_like_any_times(one in unix_time(), two in unix_time()) {
        let texts = [to_json(&offset_date_time(one))?, to_json(&system_time(two))?];
        prop_assert_eq!(texts[0].cmp(&texts[1]), one.cmp(&two));
    }

    #[test]
    fn w17_models_come_back(order in order()) {
        comes_back(&order)?;
        prop_assert_eq!(&from_json_item::<Order>(&to_json_item(&order)?)?, &order);
        prop_assert_eq!(&from_item::<Order>(to_item(&order)?)?, &order);
        prop_assert_eq!(from_json_item::<HashMap<String, AttributeValue>>(&to_json_item(&order)?)?, to_item(&order)?);
        for line in &order.lines {
            let json = to_json(line)?;
            let view: LineView = from_json(&json)?;
            prop_assert_eq!((&*view.sku, view.qty), (&*line.sku, line.qty));
        }
    }

    #[test]
    fn w17_dynamic_values_come_back(attribute in attribute(), value in json_value()) {
        comes_back(&attribute)?;
        comes_back(&Coded::<JsonText, _>::new(value.clone()))?;
        comes_back(&value)?;
        // Who knows nothing of it passes over all of it.
        let json = [b"{\"new\":", &*to_json(&attribute)?, br#","qty":{"N":"1"},"sku":{"S":"x"}}"#].concat();
        prop_assert_eq!(from_json_item::<LineView>(&json)?.qty, 1);
    }

    #[test]
    fn w17_another_writers_white_space_and_escapes_change_nothing(attribute in attribute()) {
        let json = to_json(&attribute)?;
        let spaced = serde_json::to_vec_pretty(&parsed(&json)).unwrap();
        prop_assert_eq!(&from_json::<AttributeValue>(&spaced)?, &attribute);
        let escaped: String = String::from_utf8(json).unwrap().encode_utf16().map(|unit| match unit {
            0x80.. => format!("\\u{unit:04X}"),
            ascii => char::from(ascii.to_le_bytes()[0]).to_string(),
        }).collect();
        prop_assert_eq!(from_json::<AttributeValue>(escaped.as_bytes())?, attribute);
    }
}

/// Reads the bytes as everything there is. Nothing panics; and what is read as an attribute is one.
fn is_read_or_refused(json: &[u8]) -> Result<(), TestCaseError> {
    macro_rules! read_as {
        ($($type:ty),*) => {$(
            let _: Result<$type, _> = from_json(json);
            let _: Result<$type, _> = from_json_item(json);
        )*};
    }
    read_as!(
        Order, Line, LineView, Tagged, String, u64, f64, bool, Vec<u8>, Number, OffsetDateTime, Decimal,
        BTreeSet<Vec<u8>>, BTreeSet<String>, HashSet<Number>, Vec<Option<String>>, (String, u8), serde_json::Value,
        Coded<Serde, serde_json::Value>
    );
    let item = from_json_item::<HashMap<String, AttributeValue>>(json);
    if let Ok(value) = from_json::<AttributeValue>(json) {
        // Numbers are only looked at by those who want one.
        if let Ok(json) = to_json(&value) {
            prop_assert_eq!(from_json::<AttributeValue>(&json)?, value);
        }
    }
    if item.is_ok() || from_json::<AttributeValue>(json).is_ok() {
        prop_assert!(serde_json::from_slice::<serde_json::Value>(json).is_ok());
    }
    Ok(())
}

/// Pieces of which damaged JSON is made.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = proptest::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "\\u",
        "d83e",
        "\\udd80",
        "\"S\":",
        "\"N\":\"1\"",
        "\"L\":[",
        "\"M\":{",
        "{\"S\":\"x\"}",
        "{\"BOOL\":true}",
        "\"NULL\":true",
        "\"SS\":[",
        "\"B\":\"AP8=\"",
        "\"sku\":",
        "\"lines\":",
        "\"_kind\":",
        "true",
        "null",
        "-1.5e3",
        " ",
        "\n",
        "\u{0}",
        "é",
    ]);
    vec(piece, 0..24).prop_map(|pieces| pieces.concat().into_bytes())
}

proptest! {
    #![proptest_config(config(1024))]

    #[test]
    fn w17_any_bytes_are_read_or_refused(json in any::<Vec<u8>>()) {
        is_read_or_refused(&json)?;
    }

    #[test]
    fn w17_pieces_of_json_are_read_or_refused(json in pieces()) {
        is_read_or_refused(&json)?;
        is_read_or_refused(&[b"{\"M\":{\"lines\":", &*json].concat())?;
    }

    #[test]
    fn w17_damaged_json_is_read_or_refused(
        attribute in attribute(),
        place in any::<proptest::sample::Index>(),
        other in any::<proptest::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let json = to_json(&attribute)?;
        let (place, other) = (place.index(json.len()), other.index(json.len()));
        let mut changed = json.clone();
        changed[place] = byte;
        is_read_or_refused(&changed)?;
        let mut removed = json.clone();
        removed.remove(place);
        is_read_or_refused(&removed)?;
        let mut inserted = json.clone();
        inserted.insert(place, byte);
        is_read_or_refused(&inserted)?;
        let mut swapped = json.clone();
        swapped.swap(place, other);
        is_read_or_refused(&swapped)?;
        // And what is not whole is never read.
        prop_assert!(from_json::<AttributeValue>(&json[..place]).is_err());
    }

    #[test]
    fn w17_a_model_cut_short_is_refused(place in 0..SAMPLE.len() - 1, byte in any::<u8>()) {
        let mut json = SAMPLE.as_bytes().to_vec();
        prop_assert!(from_json_item::<Order>(&json[..place]).is_err());
        json[place] = byte;
        is_read_or_refused(&json)?;
    }
}
