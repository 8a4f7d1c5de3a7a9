//! `profile`: the name of a section in the shared AWS configuration.

use crate::{text, violation::Violation};

/// A profile's name: not empty, one line, no white space at its ends, no `[` or `]`.
///
/// The name stands between brackets in the file (AWS SDKs and tools reference guide, "Shared config and credentials
/// files"); the same page states no other limit.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check(value: &str) -> Result<(), Violation> {
    if value.is_empty() {
        return Err(Violation::new().text("must not be empty"));
    }
    let mut i = 0;
    while i < value.len() {
        let (c, length) = text::char_at(value, i);
        if c.is_ascii_control() || matches!(c, '[' | ']') {
            return Err(Violation::new()
                .text("must be the name of a profile, but has ")
                .character(value, i));
        }
        let at_an_end = i == 0 || i + length == value.len();
        if at_an_end && c == ' ' {
            return Err(Violation::new().text("must not begin or end with white space"));
        }
        i += length;
    }
    Ok(())
}
