//! `external_id`: the word a trust policy asks for.

use crate::{text, violation::Violation};

/// STS API reference, `AssumeRole`, parameter `ExternalId`: `[\w+=,.@:\/-]*`, 2 to 1224 characters.
const ALPHABET: text::Alphabet =
    text::Alphabet::alphanumeric_and("_+=,.@:/-", "letters, digits and `_+=,.@:/-`");
const MIN: usize = 2;
const MAX: usize = 1224;

/// An external id: 2 to 1224 letters, digits and `_+=,.@:/-`.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check(value: &str) -> Result<(), Violation> {
    match text::check_length(value, MIN, MAX) {
        Ok(()) => ALPHABET.check(value),
        Err(violation) => Err(violation),
    }
}
