//! Points in time: their own form, and those that `format = "..."` names.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use dynamo_model::attribute::{
    Codec, Coded, Timestamp,
    format::{EpochMillis, EpochSeconds, PynamoDb, Rfc3339},
    to_json,
};
use time::{OffsetDateTime, UtcOffset};

use crate::{is_not_read_as, is_not_written, is_read_as, is_stored_as};

/// 2014-04-14T12:00:00.123456 at +02:00.
fn noon() -> OffsetDateTime {
    let utc = OffsetDateTime::from_unix_timestamp_nanos(1_397_469_600_123_456_000).unwrap();
    utc.to_offset(UtcOffset::from_hms(2, 0, 0).unwrap())
}

fn system(time: OffsetDateTime) -> SystemTime {
    let nanos = time.unix_timestamp_nanos();
    let distance = Duration::from_nanos_u128(nanos.unsigned_abs());
    if nanos < 0 {
        SystemTime::UNIX_EPOCH - distance
    } else {
        SystemTime::UNIX_EPOCH + distance
    }
}

fn chrono(time: OffsetDateTime) -> DateTime<Utc> {
    DateTime::from_timestamp(time.unix_timestamp(), time.nanosecond()).unwrap()
}

fn at(seconds: i64, nanos: u32) -> OffsetDateTime {
    let whole = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
    whole.replace_nanosecond(nanos).unwrap()
}

/// The three types of that time are stored so, also where they may be missing.
#[track_caller]
fn all_are_stored_as<C>(time: OffsetDateTime, attribute: &str)
where
    C: Codec<OffsetDateTime> + Codec<DateTime<Utc>> + Codec<SystemTime>,
    C: Codec<Option<OffsetDateTime>> + Codec<Option<DateTime<Utc>>> + Codec<Option<SystemTime>>,
{
    is_stored_as(&Coded::<C, _>::new(time), attribute);
    is_stored_as(&Coded::<C, _>::new(chrono(time)), attribute);
    is_stored_as(&Coded::<C, _>::new(system(time)), attribute);
    is_stored_as(&Coded::<C, _>::new(Some(time)), attribute);
    is_stored_as(&Coded::<C, _>::new(Some(chrono(time))), attribute);
    is_stored_as(&Coded::<C, _>::new(Some(system(time))), attribute);
    is_read_as(
        r#"{"NULL": true}"#,
        &Coded::<C, _>::new(None::<OffsetDateTime>),
    );
    assert!(<C as Codec<Option<SystemTime>>>::is_absent(&None));
    assert!(!<C as Codec<Option<SystemTime>>>::is_absent(&Some(system(
        time
    ))));
    assert_eq!(<C as Codec<Option<SystemTime>>>::absent(), Some(None));
    assert_eq!(<C as Codec<SystemTime>>::absent(), None);
}

#[test]
fn w8_pynamodbs_form_is_written_in_utc() {
    all_are_stored_as::<PynamoDb>(noon(), r#"{"S": "2014-04-14T10:00:00.123456+0000"}"#);
    all_are_stored_as::<PynamoDb>(at(-1, 1000), r#"{"S": "1969-12-31T23:59:59.000001+0000"}"#);
    // What is less than a microsecond is cut off.
    let attribute = to_json(&Coded::<PynamoDb, _>::new(at(0, 1999))).unwrap();
    assert_eq!(attribute, br#"{"S":"1970-01-01T00:00:00.000001+0000"}"#);
}

#[test]
fn w8_pynamodbs_form_is_read_strictly() {
    for bad in [
        "",
        "2014-04-14T10:00:00.123456",
        "2014-04-14T10:00:00.123456Z",
        "2014-04-14T10:00:00.123456+00:00",
        "2014-04-14T10:00:00.123456-0000",
        "2014-04-14T10:00:00.123456+0200",
        "2014-04-14T10:00:00.123+0000",
        "2014-04-14T10:00:00.123456789+0000",
        "2014-04-14T10:00:00,123456+0000",
        "2014-04-14T10:00:00+0000",
        "2014-04-14 10:00:00.123456+0000",
        "2014-04-14t10:00:00.123456+0000",
        "2014-04-14T10:00:00.123456+0000 ",
        " 2014-04-14T10:00:00.123456+0000",
        "2014-4-14T10:00:00.123456+0000",
        "2014/04/14T10:00:00.123456+0000",
        "2014-13-14T10:00:00.123456+0000",
        "2014-00-14T10:00:00.123456+0000",
        "2014-02-30T10:00:00.123456+0000",
        "2014-04-00T10:00:00.123456+0000",
        "2014-04-14T24:00:00.123456+0000",
        "2014-04-14T10:60:00.123456+0000",
        "2014-04-14T10:00:60.123456+0000",
        "2014-04-14T10:00:00.12345x+0000",
        "+014-04-14T10:00:00.123456+0000",
        "20é-04-14T10:00:00.123456+0000",
    ] {
        let told =
            is_not_read_as::<Coded<PynamoDb, OffsetDateTime>>(&format!(r#"{{"S": "{bad}"}}"#));
        assert_eq!(
            told,
            format!(
                "`{bad}` is not a time in PynamoDB's format, such as `2014-04-14T10:00:00.123456+0000`"
            )
        );
    }
    assert_eq!(
        is_not_read_as::<Coded<PynamoDb, SystemTime>>(r#"{"N": "1397469600"}"#),
        "expected S, found N"
    );
}

#[test]
fn w9_a_ttl_is_whole_seconds() {
    let expires = at(1_559_692_860, 999_999_000);
    for json in [
        to_json(&Coded::<EpochSeconds, _>::new(expires)),
        to_json(&Coded::<EpochSeconds, _>::new(chrono(expires))),
        to_json(&Coded::<EpochSeconds, _>::new(system(expires))),
        to_json(&Coded::<EpochSeconds, _>::new(Some(expires))),
    ] {
        assert_eq!(json.unwrap(), br#"{"N":"1559692860"}"#);
    }
    all_are_stored_as::<EpochSeconds>(at(1_559_692_860, 0), r#"{"N": "1559692860"}"#);
    all_are_stored_as::<EpochSeconds>(at(-5, 0), r#"{"N": "-5"}"#);
}

#[test]
fn w9_a_ttl_may_be_an_integer() {
    is_stored_as(
        &Coded::<EpochSeconds, _>::new(1_559_692_860_u64),
        r#"{"N": "1559692860"}"#,
    );
    is_stored_as(&Coded::<EpochSeconds, _>::new(-1_i64), r#"{"N": "-1"}"#);
    is_stored_as(&Coded::<EpochSeconds, _>::new(Some(1_u64)), r#"{"N": "1"}"#);
    is_read_as(
        r#"{"NULL": true}"#,
        &Coded::<EpochSeconds, _>::new(None::<i64>),
    );
    assert_eq!(
        is_not_read_as::<Coded<EpochSeconds, u64>>(r#"{"N": "-1"}"#),
        "the number `-1` does not fit into `u64`"
    );
}

#[test]
fn w9_whole_milliseconds_are_another_form() {
    all_are_stored_as::<EpochMillis>(at(1_397_469_600, 123_000_000), r#"{"N": "1397469600123"}"#);
    all_are_stored_as::<EpochMillis>(at(-1, 999_000_000), r#"{"N": "-1"}"#);
    let attribute = to_json(&Coded::<EpochMillis, _>::new(at(0, 1_999_999)));
    assert_eq!(attribute.unwrap(), br#"{"N":"1"}"#);
}

#[test]
fn w9_what_is_no_such_number_is_told() {
    assert_eq!(
        is_not_read_as::<Coded<EpochSeconds, OffsetDateTime>>(r#"{"N": "1.5"}"#),
        "the number `1.5` does not fit into `i64`"
    );
    assert_eq!(
        is_not_read_as::<Coded<EpochSeconds, OffsetDateTime>>(r#"{"S": "1"}"#),
        "expected N, found S"
    );
    let far = r#"{"N": "9223372036854775807"}"#;
    let told = "a time of 9223372036854775807 seconds since 1970 does not fit into ";
    assert_eq!(
        is_not_read_as::<Coded<EpochSeconds, OffsetDateTime>>(far),
        format!("{told}`OffsetDateTime`")
    );
    assert_eq!(
        is_not_read_as::<Coded<EpochSeconds, DateTime<Utc>>>(far),
        format!("{told}`DateTime<Utc>`")
    );
}

#[test]
fn w17_points_in_time_are_rfc_3339_by_themselves() {
    let stored = r#"{"S": "2014-04-14T10:00:00.123456000Z"}"#;
    is_stored_as(&noon(), stored);
    is_stored_as(&chrono(noon()), stored);
    is_stored_as(&system(noon()), stored);
    all_are_stored_as::<Rfc3339>(noon(), stored);
    is_stored_as(
        &vec![None, Some(noon())],
        &format!(r#"{{"L": [{{"NULL": true}}, {stored}]}}"#),
    );
    all_are_stored_as::<Rfc3339>(
        at(-62_167_219_200, 0),
        r#"{"S": "0000-01-01T00:00:00.000000000Z"}"#,
    );
    all_are_stored_as::<Rfc3339>(
        at(253_402_300_799, 999_999_999),
        r#"{"S": "9999-12-31T23:59:59.999999999Z"}"#,
    );
    all_are_stored_as::<Rfc3339>(
        at(951_782_400, 1),
        r#"{"S": "2000-02-29T00:00:00.000000001Z"}"#,
    );
}

#[test]
fn w17_text_of_times_sorts_like_the_times() {
    let times = [
        at(-62_167_219_200, 0),
        at(-1, 999_999_999),
        at(0, 0),
        at(0, 1),
        at(0, 10),
        at(9, 0),
        at(253_402_300_799, 0),
    ];
    let texts = times.map(|time| to_json(&time).unwrap());
    assert!(texts.is_sorted(), "{texts:?}");
}

#[test]
fn w17_years_of_other_than_four_digits_are_an_error() {
    for seconds in [-62_167_219_201, 253_402_300_800] {
        let told =
            format!("a time of {seconds} seconds since 1970 is outside of the years 0 to 9999");
        let time: DateTime<Utc> = DateTime::from_timestamp(seconds, 0).unwrap();
        assert_eq!(is_not_written(&time), told);
        assert_eq!(is_not_written(&Coded::<PynamoDb, _>::new(time)), told);
    }
}

#[test]
fn w17_rfc_3339_is_read_as_others_write_it() {
    for text in [
        "2014-04-14T10:00:00.123456Z",
        "2014-04-14t10:00:00.123456z",
        "2014-04-14T12:00:00.123456000+02:00",
        "2014-04-13T22:30:00.1234560-11:30",
        "2014-04-15T09:59:00.123456+23:59",
        "2014-04-13T10:01:00.123456-23:59",
        "2014-04-14T10:00:00.123456-00:00",
    ] {
        let attribute = format!(r#"{{"S": "{text}"}}"#);
        is_read_as(&attribute, &noon());
        is_read_as(&attribute, &chrono(noon()));
        is_read_as(&attribute, &system(noon()));
    }
    is_read_as(r#"{"S": "2014-04-14T10:00:00Z"}"#, &at(1_397_469_600, 0));
    for bad in [
        "",
        "2014-04-14",
        "2014-04-14T10:00:00",
        "2014-04-14T10:00:00.Z",
        "2014-04-14T10:00:00.1234567890Z",
        "2014-04-14 10:00:00Z",
        "2014-04-14T10:00:00+0200",
        "2014-04-14T10:00:00+24:00",
        "2014-04-14T10:00:00+02:60",
        "2014-04-14T10:00:60Z",
        "2014-02-29T10:00:00Z",
        "10000-04-14T10:00:00Z",
        "2014-04-14T10:00:00ZZ",
        "2014-04-14T10:00:00.123456é",
        "2014-04-14T10:00:0éZ",
    ] {
        assert_eq!(
            is_not_read_as::<OffsetDateTime>(&format!(r#"{{"S": "{bad}"}}"#)),
            format!("`{bad}` is not a time in RFC 3339, such as `2014-04-14T10:00:00.123456789Z`")
        );
    }
}

#[test]
fn w17_a_leap_second_is_an_error() {
    let leap: DateTime<Utc> = DateTime::from_timestamp(1_483_228_799, 1_500_000_000).unwrap();
    let told = is_not_written(&leap);
    assert!(told.contains("leap second"), "{told}");
}

#[test]
fn w11_a_write_can_stamp_every_type_of_time() {
    let now = noon();
    let clock = system(now);
    assert_eq!(SystemTime::from_system_time(clock), clock);
    assert_eq!(OffsetDateTime::from_system_time(clock), now);
    assert_eq!(<DateTime<Utc>>::from_system_time(clock), chrono(now));
    assert_eq!(u64::from_system_time(clock), 1_397_469_600);
    assert_eq!(i64::from_system_time(clock), 1_397_469_600);
    assert_eq!(Option::<OffsetDateTime>::from_system_time(clock), Some(now));
    let long_ago = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
    assert_eq!(u64::from_system_time(long_ago), 0);
    assert_eq!(OffsetDateTime::from_system_time(long_ago), at(-1, 0));
}
