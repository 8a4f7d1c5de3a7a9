//! A value out of a closed list, as the DynamoDB API model calls it: an enum.

use crate::{text, violation::Violation};

/// One of `values`; a spelling that differs only in case or in `-` for `_` is told the right one.
pub(crate) const fn check(value: &str, values: &[&str]) -> Result<(), Violation> {
    let mut i = 0;
    while i < values.len() {
        if text::eq(value, values[i]) {
            return Ok(());
        }
        i += 1;
    }
    let mut violation = Violation::new().text("must be ");
    let mut i = 0;
    while i < values.len() {
        violation = violation.quoted(values[i]);
        if i + 2 < values.len() {
            violation = violation.text(", ");
        } else if i + 2 == values.len() {
            violation = violation.text(" or ");
        }
        i += 1;
    }
    if value.is_empty() {
        return Err(violation.text(", but is empty"));
    }
    violation = violation.text(", but is ").quoted(value);
    let mut i = 0;
    while i < values.len() {
        if reads_alike(value, values[i]) {
            return Err(violation.text("; write ").quoted(values[i]));
        }
        i += 1;
    }
    Err(violation)
}

const fn reads_alike(typed: &str, value: &str) -> bool {
    let (typed, value) = (typed.as_bytes(), value.as_bytes());
    if typed.len() != value.len() {
        return false;
    }
    let mut i = 0;
    while i < typed.len() {
        let c = match typed[i] {
            b'-' | b' ' => b'_',
            c => c.to_ascii_uppercase(),
        };
        if c != value[i] {
            return false;
        }
        i += 1;
    }
    true
}
