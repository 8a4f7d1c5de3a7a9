//! `session_name`: who the session calls itself in CloudTrail and in the assumed role's ARN.

use crate::{text, violation::Violation};

/// The session name when the model says none.
pub const DEFAULT: &str = "DynamoModel";

/// STS API reference, `AssumeRole`, parameter `RoleSessionName`: `[\w+=,.@-]*`, 2 to 64 characters.
pub(crate) const ALPHABET: text::Alphabet =
    text::Alphabet::alphanumeric_and("_+=,.@-", "letters, digits and `_+=,.@-`");
const MIN: usize = 2;
const MAX: usize = 64;

/// A session name: 2 to 64 letters, digits and `_+=,.@-`.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::session_name;
///
/// assert!(session_name::check("billing@eu").is_ok());
/// assert_eq!(
///     session_name::check("ledger rw").unwrap_err().as_str(),
///     "may contain only letters, digits and `_+=,.@-`, but has ' ' at byte 6",
/// );
/// ```
pub const fn check(value: &str) -> Result<(), Violation> {
    match text::check_length(value, MIN, MAX) {
        Ok(()) => ALPHABET.check(value),
        Err(violation) => Err(violation),
    }
}
