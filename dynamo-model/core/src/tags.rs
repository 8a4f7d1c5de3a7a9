//! `tags(...)` and `transitive_tags`: session tags.

use crate::{text, violation::Violation};

// STS API reference, `AssumeRole`, parameter `Tags`, and data type `Tag`: 50 tags, keys of 1 to 128 and values of up to
// 256 characters of `[\p{L}\p{Z}\p{N}_.:/=+\-@]*`; keys that differ only in case are the same; `aws:` is AWS's own.
const MAX_COUNT: usize = 50;
const MAX_KEY: usize = 128;
const MAX_VALUE: usize = 256;
const ALPHABET: text::Alphabet =
    text::Alphabet::alphanumeric_and("_.:/=+-@ ", "letters, digits, spaces and `_.:/=+-@`");

/// The key of a session tag: 1 to 128 characters, not beginning with `aws:`.
///
/// Letters, digits, spaces and `_.:/=+-@` are allowed. Which characters beyond ASCII are letters is left to STS.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::tags;
///
/// assert!(tags::check_key("cost:center").is_ok());
/// assert_eq!(
///     tags::check_key("aws:team").unwrap_err().as_str(),
///     "must not begin with `aws:`, which AWS keeps for itself, but is `aws:team`",
/// );
/// ```
pub const fn check_key(key: &str) -> Result<(), Violation> {
    if let Err(violation) = text::check_length(key, 1, MAX_KEY) {
        return Err(violation);
    }
    if let Err(violation) = check_characters(key) {
        return Err(violation);
    }
    check_not_reserved(key)
}

/// The value of a session tag: up to 256 characters, of the same set as a key.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check_value(value: &str) -> Result<(), Violation> {
    match text::check_length(value, 0, MAX_VALUE) {
        Ok(()) => check_characters(value),
        Err(violation) => Err(violation),
    }
}

/// Not more than 50 tags.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check_count(count: usize) -> Result<(), Violation> {
    check_at_most(count, MAX_COUNT)
}

/// No key twice, also not in another case: STS takes `Team` and `team` for one key.
///
/// # Errors
///
/// The predicate that names both keys.
///
/// ```
/// use dynamo_model_core::tags;
///
/// assert_eq!(
///     tags::check_distinct(&["team", "Team"]).unwrap_err().as_str(),
///     "has the keys `team` and `Team`, which differ only in case; STS takes them for one",
/// );
/// ```
pub const fn check_distinct(keys: &[&str]) -> Result<(), Violation> {
    let mut i = 0;
    while i < keys.len() {
        let mut j = 0;
        while j < i {
            if text::eq(keys[i], keys[j]) {
                return Err(twice(keys[i]));
            }
            if text::eq_ignoring_case(keys[i], keys[j]) {
                return Err(Violation::new()
                    .text("has the keys ")
                    .quoted(keys[j])
                    .text(" and ")
                    .quoted(keys[i])
                    .text(", which differ only in case; STS takes them for one"));
            }
            j += 1;
        }
        i += 1;
    }
    Ok(())
}

/// Every transitive tag is a tag (STS API reference, `AssumeRole`, parameter `TransitiveTagKeys`). The subject of the
/// predicate is `transitive_tags`.
///
/// # Errors
///
/// The predicate that names the key.
pub const fn check_transitive(keys: &[&str], transitive: &[&str]) -> Result<(), Violation> {
    let mut i = 0;
    while i < transitive.len() {
        if let Err(violation) = check_transitive_key(keys, transitive[i]) {
            return Err(violation);
        }
        i += 1;
    }
    check_distinct(transitive)
}

const fn check_transitive_key(keys: &[&str], wanted: &str) -> Result<(), Violation> {
    let mut alike = None;
    let mut i = 0;
    while i < keys.len() {
        if text::eq(keys[i], wanted) {
            return Ok(());
        }
        if text::eq_ignoring_case(keys[i], wanted) {
            alike = Some(keys[i]);
        }
        i += 1;
    }
    let violation = Violation::new()
        .text("may name only keys of `tags`, but has ")
        .quoted(wanted);
    Err(match alike {
        Some(key) => violation.text("; write ").quoted(key),
        None => violation,
    })
}

pub(crate) const fn check_at_most(count: usize, max: usize) -> Result<(), Violation> {
    if count > max {
        return Err(Violation::new()
            .text("may have at most ")
            .number(max as u64)
            .text(" tags, but has ")
            .number(count as u64));
    }
    Ok(())
}

/// The ASCII characters are in the alphabet; no const function can tell a letter beyond ASCII from another character,
/// so those are left to AWS.
const fn check_characters(value: &str) -> Result<(), Violation> {
    let mut i = 0;
    while i < value.len() {
        let byte = value.as_bytes()[i];
        if byte.is_ascii() && !ALPHABET.contains(byte) {
            return ALPHABET.refuse(value, i);
        }
        i += 1;
    }
    Ok(())
}

const fn check_not_reserved(key: &str) -> Result<(), Violation> {
    if text::starts_with_ignoring_case(key, "aws:") {
        return Err(Violation::new()
            .text("must not begin with `aws:`, which AWS keeps for itself, but is ")
            .quoted(key));
    }
    Ok(())
}

pub(crate) const fn twice(key: &str) -> Violation {
    Violation::new()
        .text("has the key ")
        .quoted(key)
        .text(" twice")
}
