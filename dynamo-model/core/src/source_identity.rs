//! `source_identity`: who stands behind the session, kept through every further role.

use crate::{session_name, text, violation::Violation};

// STS API reference, `AssumeRole`, parameter `SourceIdentity`: `[\w+=,.@-]*`, 2 to 64 characters.
const MIN: usize = 2;
const MAX: usize = 64;

/// A source identity: 2 to 64 letters, digits and `_+=,.@-`.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check(value: &str) -> Result<(), Violation> {
    match text::check_length(value, MIN, MAX) {
        Ok(()) => session_name::ALPHABET.check(value),
        Err(violation) => Err(violation),
    }
}
