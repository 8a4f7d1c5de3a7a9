//! `connect_timeout`, `read_timeout`: durations as people write them, such as `5s` or `1m30s`.

use core::time::Duration;

use crate::{text, violation::Violation};

// Our own bounds: no time at all lets no request pass, and DynamoDB has answered or failed long before an hour.
const MIN_MILLIS: u64 = 1;
const MAX_MILLIS: u64 = 3_600_000;

/// Largest first, because a duration names each unit once and in this order.
const UNITS: &[(&str, u64)] = &[("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

/// Reads a duration: whole numbers, each with its unit `h`, `m`, `s` or `ms`, largest first; 1 ms to 1 h in all.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use core::time::Duration;
/// use dynamo_model_core::duration;
///
/// assert_eq!(duration::parse("1m30s"), Ok(Duration::from_secs(90)));
/// assert_eq!(
///     duration::parse("5").unwrap_err().as_str(),
///     "needs a unit after `5`, such as `5s` or `5ms`",
/// );
/// ```
pub const fn parse(value: &str) -> Result<Duration, Violation> {
    if value.is_empty() {
        return Err(Violation::new().text("must not be empty"));
    }
    let bytes = value.as_bytes();
    let mut millis = 0_u64;
    let mut next_unit = 0;
    let mut i = 0;
    while i < bytes.len() {
        let digits = end_of_digits(bytes, i);
        let letters = end_of_letters(bytes, digits);
        if digits == i {
            return Err(must_be(value));
        }
        if letters == digits {
            let number = value.split_at(digits).0.split_at(i).1;
            return Err(if digits == bytes.len() {
                Violation::new()
                    .text("needs a unit after ")
                    .quoted(number)
                    .text(", such as `5s` or `5ms`")
            } else {
                must_be(value)
            });
        }
        let unit = value.split_at(letters).0.split_at(digits).1;
        let mut found = next_unit;
        while found < UNITS.len() && !text::eq(UNITS[found].0, unit) {
            found += 1;
        }
        if found == UNITS.len() {
            return Err(if is_unit(unit) {
                Violation::new()
                    .text("must name each unit once, the largest first, but is ")
                    .quoted(value)
            } else {
                Violation::new()
                    .text("must have the units `h`, `m`, `s` and `ms`, but has ")
                    .quoted(unit)
            });
        }
        // Saturation is enough: the sum is compared with an hour.
        let mut number = 0_u64;
        while i < digits {
            let digit = (bytes[i] - b'0') as u64;
            number = number.saturating_mul(10).saturating_add(digit);
            i += 1;
        }
        millis = millis.saturating_add(number.saturating_mul(UNITS[found].1));
        next_unit = found + 1;
        i = letters;
    }
    if millis < MIN_MILLIS || millis > MAX_MILLIS {
        return Err(Violation::new()
            .text("must be between `1ms` and `1h`, but is ")
            .quoted(value));
    }
    Ok(Duration::from_millis(millis))
}

/// A duration that [`parse`] can read.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check(value: &str) -> Result<(), Violation> {
    match parse(value) {
        Ok(_) => Ok(()),
        Err(violation) => Err(violation),
    }
}

const fn must_be(value: &str) -> Violation {
    Violation::new()
        .text("must be whole numbers with their units, such as `5s`, `500ms` or `1m30s`, but is ")
        .quoted(value)
}

const fn is_unit(unit: &str) -> bool {
    let mut i = 0;
    while i < UNITS.len() {
        if text::eq(UNITS[i].0, unit) {
            return true;
        }
        i += 1;
    }
    false
}

const fn end_of_digits(bytes: &[u8], mut i: usize) -> usize {
    while i < bytes.len() && bytes[i].is_ascii_digit() {
        i += 1;
    }
    i
}

const fn end_of_letters(bytes: &[u8], mut i: usize) -> usize {
    while i < bytes.len() && bytes[i].is_ascii_alphabetic() {
        i += 1;
    }
    i
}
