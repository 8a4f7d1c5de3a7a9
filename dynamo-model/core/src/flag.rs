//! A flag that comes as text, from an environment variable.

use crate::{text, violation::Violation};

/// Reads `true` or `false`, in any case, as the AWS SDKs do (AWS SDKs and tools reference guide, "Environment variables").
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn parse(value: &str) -> Result<bool, Violation> {
    if text::eq_ignoring_case(value, "true") {
        return Ok(true);
    }
    if text::eq_ignoring_case(value, "false") {
        return Ok(false);
    }
    let violation = Violation::new().text("must be `true` or `false`, but is ");
    Err(if value.is_empty() {
        violation.text("empty")
    } else {
        violation.quoted(value)
    })
}
