//! `resource_tags(...)`: the tags of a table, for costs and for policies.

use crate::{tags, text, violation::Violation};

// DynamoDB API reference, data type `Tag`: 50 tags, keys of 1 to 128 and values of up to 256 characters, keys are case
// sensitive, `aws:` is AWS's own. Which characters: Tagging AWS Resources user guide; the list of the DynamoDB developer
// guide, "Tagging restrictions in DynamoDB", lacks only `@`, and what AWS may accept is not refused here.
const MAX_COUNT: usize = 50;

/// The key of a table's tag: 1 to 128 letters, digits, spaces and `_.:/=+-@`, not beginning with `aws:`.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check_key(key: &str) -> Result<(), Violation> {
    tags::check_key(key)
}

/// The value of a table's tag: up to 256 characters, of the same set as a key.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check_value(value: &str) -> Result<(), Violation> {
    tags::check_value(value)
}

/// Not more than 50 tags.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check_count(count: usize) -> Result<(), Violation> {
    tags::check_at_most(count, MAX_COUNT)
}

/// No key twice. Keys that differ in case are different tags of a table.
///
/// # Errors
///
/// The predicate that names the key.
///
/// ```
/// use dynamo_model_core::resource_tags;
///
/// assert!(resource_tags::check_distinct(&["team", "Team"]).is_ok());
/// assert_eq!(
///     resource_tags::check_distinct(&["team", "team"]).unwrap_err().as_str(),
///     "has the key `team` twice",
/// );
/// ```
pub const fn check_distinct(keys: &[&str]) -> Result<(), Violation> {
    let mut i = 0;
    while i < keys.len() {
        let mut j = 0;
        while j < i {
            if text::eq(keys[i], keys[j]) {
                return Err(tags::twice(keys[i]));
            }
            j += 1;
        }
        i += 1;
    }
    Ok(())
}
