//! `table_class`: whether storage or requests are the cheaper part of a table.

use crate::{one_of, violation::Violation};

/// DynamoDB API reference, `CreateTable`, parameter `TableClass`.
pub const VALUES: &[&str] = &["STANDARD", "STANDARD_INFREQUENT_ACCESS"];

/// A table class: `STANDARD` or `STANDARD_INFREQUENT_ACCESS`.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check(value: &str) -> Result<(), Violation> {
    one_of::check(value, VALUES)
}
