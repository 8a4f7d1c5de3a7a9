//! `region`, `sts_region`: the shape of a region, its partition, and whether an ARN belongs to the same one.
//!
//! No list of regions: AWS adds some every year, and a new one must not need a release of ours.

use crate::{arn::Arn, text, violation::Violation};

/// A region is the label of a host name, which DNS (RFC 1035, 2.3.4) limits to 63 characters.
const MAX: usize = 63;

/// A region: lower-case words and a number between hyphens, such as `eu-west-1` or `us-gov-east-1`.
///
/// DynamoDB Local takes any region, so `local` is refused like any other text that is none.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::region;
///
/// assert!(region::check("us-isob-east-1").is_ok());
/// assert_eq!(
///     region::check("eu-west-1a").unwrap_err().as_str(),
///     "must be a region, but `eu-west-1a` is an availability zone; write `eu-west-1`",
/// );
/// ```
pub const fn check(value: &str) -> Result<(), Violation> {
    if let Err(violation) = text::check_length(value, 1, MAX) {
        return Err(violation);
    }
    if text::starts_with(value, "fips-") || ends_with_fips(value) {
        return Err(Violation::new()
            .text("must be a region without `fips`, but is ")
            .quoted(value)
            .text("; write `use_fips = true` beside it"));
    }
    if has_shape(value.as_bytes()) {
        return Ok(());
    }
    // `eu-west-1a`: everything but the last letter is a region.
    if let Some((most, last)) = value.split_at_checked(value.len() - 1)
        && last.as_bytes()[0].is_ascii_lowercase()
        && has_shape(most.as_bytes())
    {
        return Err(Violation::new()
            .text("must be a region, but ")
            .quoted(value)
            .text(" is an availability zone; write ")
            .quoted(most));
    }
    let (spelled, length) = lowered(value);
    if let Ok(spelled) = core::str::from_utf8(spelled.split_at(length).0)
        && has_shape(spelled.as_bytes())
    {
        return Err(Violation::new()
            .text("must be in lower case with hyphens, but is ")
            .quoted(value)
            .text("; write ")
            .quoted(spelled));
    }
    Err(Violation::new()
        .text("must be a region such as `eu-west-1`, but is ")
        .quoted(value))
}

/// The partition of a region, by its first letters (botocore's and the SDKs' `partitions.json`, `regionRegex`).
///
/// ```
/// use dynamo_model_core::region;
///
/// assert_eq!(region::partition("us-gov-west-1"), "aws-us-gov");
/// assert_eq!(region::partition("eu-west-1"), "aws");
/// ```
#[must_use]
pub const fn partition(region: &str) -> &'static str {
    let mut i = 0;
    while i < PREFIXES.len() {
        if text::starts_with(region, PREFIXES[i].0) {
            return PREFIXES[i].1;
        }
        i += 1;
    }
    "aws"
}

/// Whether a region and an ARN of this partition can go together. A partition that is not known here always can.
#[must_use]
pub const fn agrees(region: &str, arn_partition: &str) -> bool {
    text::eq(partition(region), arn_partition) || !is_known_partition(arn_partition)
}

/// An ARN belongs to the partition of the region. The subject of the predicate is the ARN's option; a text that is no
/// ARN is the business of its own rule.
///
/// # Errors
///
/// The predicate that tells both partitions.
///
/// ```
/// use dynamo_model_core::region;
///
/// let arn = "arn:aws-cn:iam::123456789012:role/ledger";
/// assert_eq!(
///     region::check_arn("eu-west-1", arn).unwrap_err().as_str(),
///     "is in the partition `aws-cn`, but the region `eu-west-1` is in `aws`",
/// );
/// ```
pub const fn check_arn(region: &str, arn: &str) -> Result<(), Violation> {
    match Arn::split(arn) {
        Some(arn) if !agrees(region, arn.partition) => Err(Violation::new()
            .text("is in the partition ")
            .quoted(arn.partition)
            .text(", but the region ")
            .quoted(region)
            .text(" is in ")
            .quoted(partition(region))),
        _ => Ok(()),
    }
}

const PREFIXES: &[(&str, &str)] = &[
    ("cn-", "aws-cn"),
    ("us-gov-", "aws-us-gov"),
    ("us-iso-", "aws-iso"),
    ("us-isob-", "aws-iso-b"),
    ("eu-isoe-", "aws-iso-e"),
    ("us-isof-", "aws-iso-f"),
    ("eusc-", "aws-eusc"),
];

const fn is_known_partition(partition: &str) -> bool {
    if text::eq(partition, "aws") {
        return true;
    }
    let mut i = 0;
    while i < PREFIXES.len() {
        if text::eq(PREFIXES[i].1, partition) {
            return true;
        }
        i += 1;
    }
    false
}

/// `[a-z]{2,}(-[a-z]+)+-[0-9]+`
const fn has_shape(bytes: &[u8]) -> bool {
    let mut i = letters(bytes, 0);
    if i < 2 {
        return false;
    }
    let mut has_word = false;
    while i < bytes.len() && bytes[i] == b'-' {
        let end = letters(bytes, i + 1);
        if end == i + 1 {
            break;
        }
        has_word = true;
        i = end;
    }
    if !has_word || i + 1 >= bytes.len() || bytes[i] != b'-' {
        return false;
    }
    i += 1;
    while i < bytes.len() {
        if !bytes[i].is_ascii_digit() {
            return false;
        }
        i += 1;
    }
    true
}

/// Where the lower-case letters that begin at `i` end.
const fn letters(bytes: &[u8], mut i: usize) -> usize {
    while i < bytes.len() && bytes[i].is_ascii_lowercase() {
        i += 1;
    }
    i
}

const fn ends_with_fips(value: &str) -> bool {
    let bytes = value.as_bytes();
    match bytes.split_at_checked(bytes.len().saturating_sub(5)) {
        Some((_, end)) => matches!(end, b"-fips"),
        None => false,
    }
}

/// The text as a region would be spelled: `EU_WEST_1` → `eu-west-1`.
const fn lowered(value: &str) -> ([u8; MAX], usize) {
    let bytes = value.as_bytes();
    let mut out = [0; MAX];
    let mut i = 0;
    while i < bytes.len() && i < MAX {
        out[i] = match bytes[i] {
            b'_' => b'-',
            b => b.to_ascii_lowercase(),
        };
        i += 1;
    }
    (out, i)
}
