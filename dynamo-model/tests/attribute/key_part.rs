//! Parts of keys: each value's text, which has the promised form and sorts like the values do.

use std::{
    fmt::Debug,
    sync::Arc,
    time::{Duration, SystemTime},
};

use chrono::{DateTime, Utc};
use dynamo_model::key::{KeyPart, PartForm};
use proptest::prelude::*;
use time::OffsetDateTime;
use ulid::Ulid;
use uuid::Uuid;

use crate::random::config;

fn text<T: KeyPart>(value: &T) -> String {
    let mut text = String::from("before:");
    value.push_to(&mut text).expect("a part");
    text.strip_prefix("before:")
        .expect("an addition")
        .to_owned()
}

/// The text of a value, padded as a template would. It is the text of no other value.
fn checked<T: KeyPart + Eq + Debug>(value: &T) -> Result<String, TestCaseError> {
    let text = text(value);
    prop_assert_eq!(&T::from_text(&text)?, value);
    match T::FORM {
        PartForm::Text => {}
        PartForm::Fixed(len) => prop_assert_eq!(text.len(), len),
        PartForm::Unsigned(len) => {
            prop_assert!(text.len() <= len && text.bytes().all(|byte| byte.is_ascii_digit()));
            return Ok(format!("{text:0>len$}"));
        }
    }
    Ok(text)
}

/// Two values are in the order of their texts.
fn sorts<T: KeyPart + Ord + Debug>(one: &T, other: &T) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.cmp(other), checked(one)?.cmp(&checked(other)?));
    Ok(())
}

#[test]
fn a_part_is_the_text_that_people_expect() {
    assert_eq!(text(&"é".to_owned()), "é");
    assert_eq!(text(&Box::<str>::from("b")), "b");
    assert_eq!(text(&Arc::<str>::from("a")), "a");
    assert_eq!(text(&'é'), "é");
    assert_eq!((text(&true), text(&false)), ("true".into(), "false".into()));
    assert_eq!(text(&7_u8), "7");
    assert_eq!(
        text(&Uuid::from_u128(10)),
        "00000000-0000-0000-0000-00000000000a"
    );
    assert_eq!(text(&Ulid::from(10_u128)), "0000000000000000000000000A");
    let whole = "2014-04-14T10:00:00.123456789Z";
    assert_eq!(
        text(&whole.parse::<DateTime<Utc>>().expect("a time")),
        whole
    );
    let nanos = 1_397_469_600_123_456_789;
    let time = OffsetDateTime::from_unix_timestamp_nanos(nanos).expect("a time");
    assert_eq!(text(&time), whole);
    assert_eq!(
        text(&SystemTime::UNIX_EPOCH),
        "1970-01-01T00:00:00.000000000Z"
    );
}

#[test]
fn a_number_has_the_digits_of_its_largest_value() {
    fn largest<T: KeyPart>(value: &T) {
        assert_eq!(T::FORM, PartForm::Unsigned(text(value).len()));
    }
    largest(&u8::MAX);
    largest(&u16::MAX);
    largest(&u32::MAX);
    largest(&u64::MAX);
    largest(&u128::MAX);
    assert_eq!(usize::FORM, u64::FORM);
}

#[test]
fn a_time_that_cannot_be_written_is_no_part() {
    let late = OffsetDateTime::UNIX_EPOCH.replace_year(-1).expect("a time");
    let error = late.push_to(&mut String::new()).expect_err("too early");
    assert!(
        error.to_string().contains("outside of the years 0 to 9999"),
        "{error}"
    );
}

/// Years 1 to 9999.
fn since_1970() -> impl Strategy<Value = (i64, u32)> {
    (-62_135_596_800_i64..=253_402_300_799, 0_u32..1_000_000_000)
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn numbers_sort_like_their_text(one in any::<(u8, u32, u64, u128)>(), other in any::<(u8, u32, u64, u128)>()) {
        sorts(&one.0, &other.0)?;
        sorts(&one.1, &other.1)?;
        sorts(&one.2, &(other.2 >> 40))?;
        sorts(&one.3, &(other.3 >> 90))?;
    }

    #[test]
    fn identifiers_and_text_sort_like_their_text(one in any::<(u128, String, char, bool)>(), other in any::<(u128, String, char, bool)>()) {
        sorts(&Uuid::from_u128(one.0), &Uuid::from_u128(other.0))?;
        sorts(&Ulid::from(one.0), &Ulid::from(other.0))?;
        sorts(&one.1, &other.1)?;
        sorts(&one.2, &other.2)?;
        sorts(&one.3, &other.3)?;
    }

    #[test]
    fn times_sort_like_their_text(one in since_1970(), other in since_1970()) {
        let chrono = |(seconds, nanos)| DateTime::<Utc>::from_timestamp(seconds, nanos).expect("a time");
        let time = |(seconds, nanos)| {
            let whole = OffsetDateTime::from_unix_timestamp(seconds).expect("a time");
            whole + Duration::from_nanos(u32::into(nanos))
        };
        sorts(&chrono(one), &chrono(other))?;
        sorts(&time(one), &time(other))?;
        sorts(&SystemTime::from(time(one)), &SystemTime::from(time(other)))?;
        prop_assert_eq!(text(&chrono(one)), text(&time(one)));
    }
}
