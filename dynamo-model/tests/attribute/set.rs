//! SS, NS and BS, and the sets that are none.

use std::collections::{BTreeSet, HashMap, HashSet};

use bytes::Bytes;
use dynamo_model::attribute::{
    AsList, Coded, ConvertError, FromAttribute, MapSink, Number, Sink, ToAttribute, from_item,
    to_item, to_json_item,
};
use rust_decimal::Decimal;
use ulid::Ulid;
use uuid::Uuid;

use crate::{is_not_read_as, is_not_written, is_read_as, is_stored_as};

#[test]
fn w3_numbers_are_an_ns() {
    let numbers = BTreeSet::from(["1".parse::<Number>().unwrap(), "2.5".parse().unwrap()]);
    is_stored_as(&numbers, r#"{"NS": ["1", "2.5"]}"#);
    is_stored_as(
        &BTreeSet::from([u64::MAX, 7]),
        r#"{"NS": ["7", "18446744073709551615"]}"#,
    );
    let decimals = BTreeSet::from([Decimal::new(125, 2), Decimal::new(-3, 0)]);
    is_stored_as(&decimals, r#"{"NS": ["-3", "1.25"]}"#);
    assert!(is_not_written(&BTreeSet::from([u128::MAX])).contains("39 significant digits"));
}

/// A field that is a set, as a derive would write it.
struct Tagged<'v, T>(&'v T);

impl<T: ToAttribute> ToAttribute for Tagged<'_, T> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        let mut map = sink.map(1)?;
        map.field("tags", self.0)?;
        map.end()
    }
}

#[test]
fn w3_an_empty_set_is_left_out_and_what_is_missing_reads_as_empty() {
    let empty = BTreeSet::<u32>::new();
    assert_eq!(to_item(&Tagged(&empty)).unwrap(), HashMap::new());
    assert_eq!(to_item(&Tagged(&&empty)).unwrap(), HashMap::new());
    assert_eq!(to_json_item(&Tagged(&empty)).unwrap(), b"{}");
    assert_eq!(BTreeSet::<u32>::absent(), Some(empty));
    assert_eq!(HashSet::<Bytes>::absent(), Some(HashSet::new()));
    // In a list or as the value of a map there is no leaving out.
    is_stored_as(
        &vec![BTreeSet::<String>::new()],
        r#"{"L": [{"NULL": true}]}"#,
    );
    is_stored_as(
        &vec![HashSet::<String>::new()],
        r#"{"L": [{"NULL": true}]}"#,
    );
}

#[test]
fn w4_strings_are_an_ss_whatever_they_look_like() {
    let strings = ["true", "1", "[1,2,3]"].map(str::to_owned);
    is_stored_as(
        &BTreeSet::from(strings),
        r#"{"SS": ["1", "[1,2,3]", "true"]}"#,
    );
    is_stored_as(&BTreeSet::from(['ß', 'a']), r#"{"SS": ["a", "ß"]}"#);
    is_stored_as(
        &HashSet::from([Box::<str>::from("one")]),
        r#"{"SS": ["one"]}"#,
    );
    is_stored_as(
        &HashSet::from([Uuid::from_u128(0xa1)]),
        r#"{"SS": ["00000000-0000-0000-0000-0000000000a1"]}"#,
    );
    is_stored_as(
        &HashSet::from([Ulid::from_parts(1, 2)]),
        r#"{"SS": ["00000000010000000000000002"]}"#,
    );
}

#[test]
fn w4_bytes_are_a_bs() {
    let stored = r#"{"BS": ["YmFy", "Zm9v"]}"#;
    is_stored_as(&BTreeSet::from([b"foo".to_vec(), b"bar".to_vec()]), stored);
    is_stored_as(&BTreeSet::from([*b"foo", *b"bar"]), stored);
    let bytes = [Bytes::from_static(b"foo"), Bytes::from_static(b"bar")];
    is_stored_as(&BTreeSet::from(bytes), stored);
    assert_eq!(
        is_not_read_as::<BTreeSet<[u8; 4]>>(stored),
        "expected 4 elements, found 3"
    );
}

#[test]
fn w10_a_set_of_something_else_is_told() {
    assert_eq!(
        is_not_read_as::<BTreeSet<u32>>(r#"{"SS": ["1"]}"#),
        "expected NS, found SS"
    );
    assert_eq!(
        is_not_read_as::<BTreeSet<String>>(r#"{"L": [{"S": "1"}]}"#),
        "expected SS, found L"
    );
    assert_eq!(
        is_not_read_as::<BTreeSet<u8>>(r#"{"NS": ["1", "256"]}"#),
        "the number `256` does not fit into `u8`"
    );
    assert_eq!(
        is_not_read_as::<HashSet<Uuid>>(r#"{"SS": ["x"]}"#),
        "`x` is not a UUID"
    );
}

#[test]
fn w3_a_set_stored_as_a_list_may_be_empty() {
    let flags = Coded::<AsList, _>::new(BTreeSet::from([false, true]));
    is_stored_as(&flags, r#"{"L": [{"BOOL": false}, {"BOOL": true}]}"#);
    is_stored_as(
        &Coded::<AsList, _>::new(BTreeSet::<u8>::new()),
        r#"{"L": []}"#,
    );
    assert!(!Coded::<AsList, _>::new(BTreeSet::<u8>::new()).is_absent());
    assert_eq!(
        is_not_read_as::<Coded<AsList, BTreeSet<u8>>>(
            r#"{"L": [{"N": "1"}, {"N": "2"}, {"S": "3"}]}"#
        ),
        "attribute `[2]`: expected N, found S"
    );
}

#[test]
fn w3_a_set_is_read_from_the_items_of_the_sdk() {
    let item = to_item(&Tagged(&BTreeSet::from([1, 2]))).unwrap();
    let read: HashMap<String, HashSet<u8>> = from_item(item).unwrap();
    assert_eq!(read["tags"], HashSet::from([1, 2]));
    is_read_as(r#"{"NULL": true}"#, &HashSet::<u8>::new());
}
