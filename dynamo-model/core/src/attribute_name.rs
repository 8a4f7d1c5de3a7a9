//! The name of an attribute: of an item, or of a map within it.

use crate::{text, violation::Violation};

/// DynamoDB developer guide, "Supported data types and naming rules": at least one character, and less than 64 KB.
const MAX_BYTES: usize = 65_535;

/// The same page: names of primary key attributes and of secondary index keys have up to 255 characters.
const MAX_KEY: usize = 255;

/// An attribute's name: 1 to 65,535 bytes, of any characters.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::attribute_name;
///
/// assert!(attribute_name::check("a.b#c").is_ok());
/// assert_eq!(attribute_name::check("").unwrap_err().as_str(), "must not be empty");
/// ```
pub const fn check(name: &str) -> Result<(), Violation> {
    if name.len() > MAX_BYTES {
        return Err(Violation::new()
            .text("must be at most ")
            .number(MAX_BYTES as u64)
            .text(" bytes long, but has ")
            .number(name.len() as u64));
    }
    text::check_length(name, 1, MAX_BYTES)
}

/// The name of an attribute that is a key of a table or of an index: 1 to 255 characters.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check_key(name: &str) -> Result<(), Violation> {
    text::check_length(name, 1, MAX_KEY)
}
