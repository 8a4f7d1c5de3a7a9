//! `table_name`: a table's name, or its ARN.

use crate::{account_id, arn::Arn, region, text, violation::Violation};

/// DynamoDB developer guide, "Supported data types and naming rules": 3 to 255 of `a-z A-Z 0-9 _ - .`
const ALPHABET: text::Alphabet =
    text::Alphabet::alphanumeric_and("_.-", "letters, digits and `_.-`");
const MIN: usize = 3;
const MAX: usize = 255;

/// A table's name (3 to 255 letters, digits and `_.-`), or the ARN of a table.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::table_name;
///
/// assert!(table_name::check("ledger").is_ok());
/// assert!(table_name::check("arn:aws:dynamodb:eu-west-1:123456789012:table/ledger").is_ok());
/// assert_eq!(
///     table_name::check("my ledger").unwrap_err().as_str(),
///     "may contain only letters, digits and `_.-`, but has ' ' at byte 2",
/// );
/// ```
pub const fn check(value: &str) -> Result<(), Violation> {
    if text::starts_with(value, "arn:") {
        return check_arn(value);
    }
    match text::check_length(value, MIN, MAX) {
        Ok(()) => ALPHABET.check(value),
        Err(violation) => Err(violation),
    }
}

/// A table that is named by its ARN lies in the region that requests go to. A plain name always does.
///
/// # Errors
///
/// The predicate that tells both regions.
pub const fn check_region(table_name: &str, region: &str) -> Result<(), Violation> {
    match region_of_arn(table_name) {
        Some(named) if !text::eq(named, region) => Err(Violation::new()
            .text("names a table in ")
            .quoted(named)
            .text(", but `region` is ")
            .quoted(region)),
        _ => Ok(()),
    }
}

/// The region of a table's ARN; `None` for a plain name.
#[must_use]
pub const fn region_of_arn(value: &str) -> Option<&str> {
    match Arn::split(value) {
        Some(arn) => Some(arn.region),
        None => None,
    }
}

/// The account of a table's ARN; `None` for a plain name.
#[must_use]
pub const fn account_of_arn(value: &str) -> Option<&str> {
    match Arn::split(value) {
        Some(arn) => Some(arn.account),
        None => None,
    }
}

/// The partition of a table's ARN; `None` for a plain name.
#[must_use]
pub const fn partition_of_arn(value: &str) -> Option<&str> {
    match Arn::split(value) {
        Some(arn) => Some(arn.partition),
        None => None,
    }
}

/// Service authorization reference, "Amazon DynamoDB", resource type `table`:
/// `arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}`.
const fn check_arn(value: &str) -> Result<(), Violation> {
    let Some(arn) = Arn::split(value) else {
        return Err(must_be()
            .text(" such as `arn:aws:dynamodb:eu-west-1:123456789012:table/name`, but is ")
            .quoted(value));
    };
    if let Err(violation) = arn.check_partition() {
        return Err(violation);
    }
    if !text::eq(arn.service, "dynamodb") {
        return Err(must_be()
            .text(", but names the service ")
            .quoted(arn.service)
            .text(" instead of `dynamodb`"));
    }
    if arn.region.is_empty() {
        return Err(must_be().text(" with its region, but names none"));
    }
    if region::check(arn.region).is_err() {
        return Err(must_be()
            .text(" with its region, but names the region ")
            .quoted(arn.region));
    }
    if !region::agrees(arn.region, arn.partition) {
        return region::check_arn(arn.region, value);
    }
    if arn.account.is_empty() {
        return Err(must_be().text(" with the 12 digits of its account, but names none"));
    }
    if account_id::check(arn.account).is_err() {
        return Err(must_be()
            .text(" with the 12 digits of its account, but names the account ")
            .quoted(arn.account));
    }
    let Some(name) = text::strip_prefix(arn.resource, "table/") else {
        return Err(must_be()
            .text(", but `table/` does not follow the account in ")
            .quoted(arn.resource));
    };
    if text::find(name, b'/').is_some() {
        return Err(must_be()
            .text(" and nothing within it, but ends with ")
            .quoted(arn.resource));
    }
    if let Some(at) = ALPHABET.first_outside(name) {
        return Err(Violation::new()
            .text("must end with a table name of letters, digits and `_.-`, but ")
            .quoted(name)
            .text(" has ")
            .character(name, at));
    }
    if name.len() < MIN || name.len() > MAX {
        return Err(Violation::new()
            .text("must end with a table name of ")
            .number(MIN as u64)
            .text(" to ")
            .number(MAX as u64)
            .text(" characters, but that name has ")
            .number(name.len() as u64));
    }
    Ok(())
}

const fn must_be() -> Violation {
    Violation::new().text("must be the name of a table or the ARN of a table")
}
