//! `stream_view_type`: what a table's stream tells about a change.

use crate::{one_of, violation::Violation};

/// DynamoDB API reference, data type `StreamSpecification`, member `StreamViewType`.
pub const VALUES: &[&str] = &["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"];

/// A stream view type: `NEW_IMAGE`, `OLD_IMAGE`, `NEW_AND_OLD_IMAGES` or `KEYS_ONLY`.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check(value: &str) -> Result<(), Violation> {
    one_of::check(value, VALUES)
}
