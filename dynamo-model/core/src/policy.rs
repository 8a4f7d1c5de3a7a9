//! `policy`: an inline session policy. Its shape and size; what it grants is IAM's business.

use crate::{json, text, violation::Violation};

/// STS API reference, `AssumeRole`, parameter `Policy`: 1 to 2048 characters of `\u0009\u000A\u000D\u0020-\u00FF`.
const MAX: usize = 2048;

/// A session policy: a JSON object of up to 2048 characters.
///
/// STS counts the text as it stands, white space included.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::policy;
///
/// assert!(policy::check(r#"{"Version": "2012-10-17", "Statement": []}"#).is_ok());
/// assert_eq!(
///     policy::check(r#"{"Version": 2012-10-17}"#).unwrap_err().as_str(),
///     "must be JSON, but has '-' at byte 16 where `,` or `}` is expected",
/// );
/// ```
pub const fn check(value: &str) -> Result<(), Violation> {
    if let Err(violation) = text::check_length(value, 1, MAX) {
        return Err(violation);
    }
    let mut i = 0;
    while i < value.len() {
        let (c, length) = text::char_at(value, i);
        if !matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FF}') {
            return Err(Violation::new()
                .text("may contain only characters up to U+00FF, but has ")
                .character(value, i));
        }
        i += length;
    }
    json::check_object(value)
}
