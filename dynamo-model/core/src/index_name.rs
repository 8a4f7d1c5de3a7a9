//! The name of a secondary index.

use crate::{text, violation::Violation};

/// DynamoDB developer guide, "Supported data types and naming rules": 3 to 255 of `a-z A-Z 0-9 _ - .`
const ALPHABET: text::Alphabet =
    text::Alphabet::alphanumeric_and("_.-", "letters, digits and `_.-`");
const MIN: usize = 3;
const MAX: usize = 255;

/// An index's name: 3 to 255 letters, digits and `_.-`.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::index_name;
///
/// assert!(index_name::check("by_status").is_ok());
/// assert_eq!(
///     index_name::check("by status").unwrap_err().as_str(),
///     "may contain only letters, digits and `_.-`, but has ' ' at byte 2",
/// );
/// ```
pub const fn check(value: &str) -> Result<(), Violation> {
    match text::check_length(value, MIN, MAX) {
        Ok(()) => ALPHABET.check(value),
        Err(violation) => Err(violation),
    }
}
