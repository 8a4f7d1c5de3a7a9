//! Types of other crates.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use dynamo_model::attribute::{FromAttribute, from_item, to_item};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use ulid::Ulid;
use uuid::Uuid;

use crate::{is_not_read_as, is_not_written, is_read_as, is_stored_as, to_value};

#[test]
fn w17_identifiers_are_an_s() {
    let uuid = Uuid::from_u128(0xa1a2_a3a4_b1b2_c1c2_d1d2_d3d4_d5d6_d7d8);
    is_stored_as(&uuid, r#"{"S": "a1a2a3a4-b1b2-c1c2-d1d2-d3d4d5d6d7d8"}"#);
    is_read_as(r#"{"S": "A1A2A3A4B1B2C1C2D1D2D3D4D5D6D7D8"}"#, &uuid);
    assert_eq!(
        is_not_read_as::<Uuid>(r#"{"S": "a1a2"}"#),
        "`a1a2` is not a UUID"
    );
    assert_eq!(
        is_not_read_as::<Uuid>(r#"{"B": "AQ=="}"#),
        "expected S, found B"
    );

    let sortable = Ulid::from_parts(1_469_918_176_385, 0x1234);
    is_stored_as(&sortable, r#"{"S": "01ARYZ6S4100000000000004HM"}"#);
    assert_eq!(
        is_not_read_as::<Ulid>(r#"{"S": "01ARYZ6S4100000000000004HU"}"#),
        "`01ARYZ6S4100000000000004HU` is not a ULID"
    );
    let texts: Vec<String> = [Ulid::from_parts(1, u128::MAX), Ulid::from_parts(2, 0)]
        .map(|ulid| String::from_attribute(to_value(&ulid).unwrap()).unwrap())
        .into();
    assert!(texts.is_sorted(), "{texts:?}");
}

#[test]
fn w17_identifiers_are_keys_of_a_map() {
    let uuids = HashMap::from([(Uuid::from_u128(1), 1_u8)]);
    is_stored_as(
        &uuids,
        r#"{"M": {"00000000-0000-0000-0000-000000000001": {"N": "1"}}}"#,
    );
    let by_time = BTreeMap::from([
        (Ulid::from_parts(0, 1), Some('a')),
        (Ulid::from_parts(0, 2), None),
    ]);
    is_stored_as(
        &by_time,
        r#"{"M": {"00000000000000000000000001": {"S": "a"}, "00000000000000000000000002": {"NULL": true}}}"#,
    );
    let letters = BTreeMap::from([('é', "x".to_owned())]);
    is_stored_as(&letters, r#"{"M": {"é": {"S": "x"}}}"#);
    assert_eq!(
        is_not_read_as::<HashMap<char, u8>>(r#"{"M": {"ab": {"N": "1"}}}"#),
        "expected one character, found \"ab\""
    );
}

#[test]
fn w1_a_decimal_is_exact() {
    is_stored_as(&Decimal::MAX, r#"{"N": "79228162514264337593543950335"}"#);
    is_stored_as(
        &Decimal::new(-1, 28),
        r#"{"N": "-0.0000000000000000000000000001"}"#,
    );
    is_stored_as(&Decimal::new(150, 2), r#"{"N": "1.50"}"#);
    is_stored_as(&Decimal::ZERO, r#"{"N": "0"}"#);
    is_read_as(
        r#"{"N": "1.25e20"}"#,
        &Decimal::from(125_000_000_000_000_000_000_u128),
    );
    is_read_as(r#"{"N": "125E-20"}"#, &Decimal::new(125, 20));
    is_read_as(
        r#"{"N": "1.000000000000000000000000000000000000"}"#,
        &Decimal::ONE,
    );
    for text in [
        "79228162514264337593543950336",
        "0.00000000000000000000000000001",
        "1.2345678901234567890123456789012345",
        "1e100",
    ] {
        let told = is_not_read_as::<Decimal>(&format!(r#"{{"N": "{text}"}}"#));
        assert_eq!(
            told,
            format!("the number `{text}` does not fit into `Decimal`")
        );
    }
    // Which `Decimal` itself would read as a number.
    assert_eq!(
        is_not_read_as::<Decimal>(r#"{"N": "1_000"}"#),
        "`1_000` is not a number"
    );
}

#[test]
fn w5_bytes_are_a_b_and_a_list_of_them_is_a_list() {
    is_stored_as(&Bytes::new(), r#"{"B": ""}"#);
    is_stored_as(
        &vec![Bytes::from_static(b"foo")],
        r#"{"L": [{"B": "Zm9v"}]}"#,
    );
    is_stored_as(&Some(Bytes::from_static(b"foo")), r#"{"B": "Zm9v"}"#);
}

#[test]
fn w17_a_json_value_is_what_it_holds() {
    is_stored_as(
        &json!({"null": null, "bool": true, "text": "x", "list": [1, -1, 2.5, []], "map": {"k": 18_446_744_073_709_551_615_u64}}),
        r#"{"M": {
            "null": {"NULL": true}, "bool": {"BOOL": true}, "text": {"S": "x"},
            "list": {"L": [{"N": "1"}, {"N": "-1"}, {"N": "2.5"}, {"L": []}]},
            "map": {"M": {"k": {"N": "18446744073709551615"}}}
        }}"#,
    );
    let Value::Object(map) = json!({"a": 1}) else {
        unreachable!("an object");
    };
    let item = to_item(&map).unwrap();
    assert_eq!(
        from_item::<serde_json::Map<String, Value>>(item).unwrap(),
        map
    );
    for (attribute, found) in [
        (r#"{"B": ""}"#, "B"),
        (r#"{"SS": ["a"]}"#, "SS"),
        (r#"{"NS": ["1"]}"#, "NS"),
    ] {
        assert_eq!(
            is_not_read_as::<Value>(attribute),
            format!("expected NULL, BOOL, N, S, L or M, found {found}")
        );
    }
    assert_eq!(
        is_not_read_as::<Value>(r#"{"M": {"a": {"L": [{"N": "1"}, {"BS": ["AQ=="]}]}}}"#),
        "attribute `a[1]`: expected NULL, BOOL, N, S, L or M, found BS"
    );
}

#[test]
fn w1_a_json_number_is_exact_or_an_error() {
    for float in [
        0.1,
        1e21,
        1e-7,
        5e-100,
        1.797_693_134_862_315_7e100,
        2.220_446_049_250_313e-16,
    ] {
        is_stored_as(&json!(float), &format!(r#"{{"N": "{}"}}"#, json!(float)));
    }
    // As DynamoDB gives back what was 5.0, and what was 1e21.
    is_read_as(r#"{"N": "5"}"#, &json!(5));
    is_read_as(r#"{"N": "1000000000000000000000"}"#, &json!(1e21));
    for text in [
        "12345678901234567890123",
        "0.12345678901234567890123",
        "-9223372036854775809",
    ] {
        let told = is_not_read_as::<Value>(&format!(r#"{{"N": "{text}"}}"#));
        assert_eq!(
            told,
            format!(
                "the number `{text}` does not fit into `serde_json::Number` without its feature `arbitrary_precision`"
            )
        );
    }
    let told = is_not_written(&json!(1e200));
    assert!(told.contains("outside of the range"), "{told}");
}
