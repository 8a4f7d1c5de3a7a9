//! N: digit by digit, or not at all.

use std::collections::{BTreeSet, HashSet};

use dynamo_model::attribute::Number;

use crate::{is_not_read_as, is_not_written, is_read_as, is_stored_as};

#[test]
fn w1_integers_keep_every_digit() {
    is_stored_as(&u64::MAX, r#"{"N": "18446744073709551615"}"#);
    is_stored_as(&i64::MIN, r#"{"N": "-9223372036854775808"}"#);
    is_stored_as(&u8::MAX, r#"{"N": "255"}"#);
    is_stored_as(&i8::MIN, r#"{"N": "-128"}"#);
    is_stored_as(&0_usize, r#"{"N": "0"}"#);
    is_stored_as(
        &99_999_999_999_999_999_999_999_999_999_999_999_999_u128,
        r#"{"N": "99999999999999999999999999999999999999"}"#,
    );
    is_stored_as(
        &-99_999_999_999_999_999_999_999_999_999_999_999_999_i128,
        r#"{"N": "-99999999999999999999999999999999999999"}"#,
    );
    // 39 digits, of which one counts.
    is_stored_as(
        &100_000_000_000_000_000_000_000_000_000_000_000_000_u128,
        r#"{"N": "100000000000000000000000000000000000000"}"#,
    );
}

#[test]
fn w1_decimals_keep_every_digit() {
    let number: Number = "1234567890123456789.0123456789012345678".parse().unwrap();
    is_stored_as(
        &number,
        r#"{"N": "1234567890123456789.0123456789012345678"}"#,
    );
    let most = "99999999999999999999999999999999999999";
    is_stored_as(
        &most.parse::<u128>().unwrap(),
        &format!(r#"{{"N": "{most}"}}"#),
    );
    is_stored_as(&0.1_f64, r#"{"N": "0.1"}"#);
    is_stored_as(&0.1_f32, r#"{"N": "0.1"}"#);
    is_stored_as(&-2.5_f64, r#"{"N": "-2.5"}"#);
    is_stored_as(&1e125_f64, r#"{"N": "1e125"}"#);
    is_stored_as(&1e-130_f64, r#"{"N": "1e-130"}"#);
    is_stored_as(
        &1.797_693_134_862_315_7e100_f64,
        r#"{"N": "1.7976931348623157e100"}"#,
    );
}

#[test]
fn w1_more_than_a_number_of_dynamodb_is_an_error_before_sending() {
    let told = is_not_written(&u128::MAX);
    assert_eq!(
        told,
        "`340282366920938463463374607431768211455` has 39 significant digits, but a DynamoDB number has at most 38"
    );
    assert!(is_not_written(&i128::MIN).contains("39 significant digits"));
    let told = is_not_written(&1e126_f64);
    assert_eq!(
        told,
        "`1e126` is outside of the range of DynamoDB's numbers, 1e-130 to 9.99e125"
    );
    assert!(is_not_written(&f64::MIN_POSITIVE).contains("outside of the range"));
}

#[test]
fn w1_a_number_that_the_type_cannot_hold_is_an_error() {
    for (attribute, told) in [
        (r#"{"N": "256"}"#, "the number `256` does not fit into `u8`"),
        (r#"{"N": "-1"}"#, "the number `-1` does not fit into `u8`"),
        (r#"{"N": "1.5"}"#, "the number `1.5` does not fit into `u8`"),
    ] {
        assert_eq!(is_not_read_as::<u8>(attribute), told);
    }
    assert_eq!(
        is_not_read_as::<f32>(r#"{"N": "1e39"}"#),
        "the number `1e39` does not fit into `f32`"
    );
    assert_eq!(
        is_not_read_as::<Number>(r#"{"N": "one"}"#),
        "`one` is not a number"
    );
}

#[test]
fn w2_what_is_no_number_is_an_error_before_sending() {
    assert_eq!(is_not_written(&f64::NAN), "DynamoDB has no number for NaN");
    assert_eq!(
        is_not_written(&f64::INFINITY),
        "DynamoDB has no number for inf"
    );
    assert_eq!(
        is_not_written(&f32::NEG_INFINITY),
        "DynamoDB has no number for -inf"
    );
}

#[test]
fn w1_numbers_of_one_value_are_one_number() {
    let texts = ["1.5", "1.50", "15e-1", "+0.0150E2", "-0", "0", "0.00"];
    let numbers = || texts.iter().map(|text| text.parse::<Number>().unwrap());
    assert_eq!(numbers().collect::<HashSet<_>>().len(), 2);
    assert_eq!(numbers().collect::<BTreeSet<_>>().len(), 2);
    let printed = numbers().map(|number| format!("{number} {number:?}"));
    assert_eq!(
        printed.collect::<BTreeSet<_>>(),
        BTreeSet::from(["1.5 Number(1.5)", "0 Number(0)"].map(str::to_owned))
    );
    let read = BTreeSet::from(["1.5".parse::<Number>().unwrap(), "2".parse().unwrap()]);
    is_read_as(r#"{"NS": ["1.50", "2", "15e-1"]}"#, &read);
}
