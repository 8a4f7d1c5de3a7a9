//! `resource_tags(...)`: the tags of a table, for costs and for policies.

use crate::{tags, text, violation::Violation};

// DynamoDB API reference, data type `Tag`, and developer guide, "Tagging restrictions in DynamoDB": 50 tags, keys of 1
// to 128 and values of up to 256 characters, letters, white space, digits and `+-=._:/`; `aws:` is AWS's own.
const MAX_COUNT: usize = 50;
const MAX_KEY: usize = 128;
const MAX_VALUE: usize = 256;
const ALPHABET: text::Alphabet =
    text::Alphabet::alphanumeric_and("+-=._:/ ", "letters, digits, spaces and `+-=._:/`");

/// The key of a table's tag: 1 to 128 characters, not beginning with `aws:`.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check_key(key: &str) -> Result<(), Violation> {
    if let Err(violation) = text::check_length(key, 1, MAX_KEY) {
        return Err(violation);
    }
    if let Err(violation) = tags::check_characters(key, &ALPHABET) {
        return Err(violation);
    }
    tags::check_not_reserved(key)
}

/// The value of a table's tag: up to 256 characters.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check_value(value: &str) -> Result<(), Violation> {
    match text::check_length(value, 0, MAX_VALUE) {
        Ok(()) => tags::check_characters(value, &ALPHABET),
        Err(violation) => Err(violation),
    }
}

/// Not more than 50 tags.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check_count(count: usize) -> Result<(), Violation> {
    tags::check_at_most(count, MAX_COUNT)
}

/// No key twice. Keys that differ in case are different tags of a table.
///
/// # Errors
///
/// The predicate that names the key.
pub const fn check_distinct(keys: &[&str]) -> Result<(), Violation> {
    let mut i = 0;
    while i < keys.len() {
        let mut j = 0;
        while j < i {
            if text::eq(keys[i], keys[j]) {
                return Err(Violation::new()
                    .text("has the key ")
                    .quoted(keys[i])
                    .text(" twice"));
            }
            j += 1;
        }
        i += 1;
    }
    Ok(())
}
