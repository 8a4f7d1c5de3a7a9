//! `policy_arns`: managed policies that narrow the session.

use crate::{arn::Arn, text, violation::Violation};

// STS API reference, data type `PolicyDescriptorType`: 20 to 2048 characters; `AssumeRole`, parameter `PolicyArns`: up to
// 10 of them.
const MIN: usize = 20;
const MAX: usize = 2048;
const MAX_COUNT: usize = 10;

/// A managed policy's ARN: `arn:<partition>:iam::<account or aws>:policy/[path/]name`.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::policy_arn;
///
/// assert!(policy_arn::check("arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess").is_ok());
/// assert_eq!(
///     policy_arn::check("arn:aws:iam::123456789012:role/reader").unwrap_err().as_str(),
///     "must be the ARN of a managed policy, but `policy/` does not follow the account in `role/reader`",
/// );
/// ```
pub const fn check(value: &str) -> Result<(), Violation> {
    if value.is_empty() {
        return Err(must_be().text(", but is empty"));
    }
    let Some(arn) = Arn::split(value) else {
        return Err(must_be()
            .text(" such as `arn:aws:iam::aws:policy/name`, but is ")
            .quoted(value));
    };
    if let Err(violation) = arn.check_partition() {
        return Err(violation);
    }
    if !text::eq(arn.service, "iam") {
        return Err(must_be()
            .text(", but names the service ")
            .quoted(arn.service)
            .text(" instead of `iam`"));
    }
    if !arn.region.is_empty() {
        return Err(Violation::new()
            .text("must not name a region, because policies belong to none, but names ")
            .quoted(arn.region));
    }
    if !text::eq(arn.account, "aws") && !text::is_digits(arn.account) {
        return Err(Violation::new()
            .text("must name the account by its digits, or be one of AWS's own with `aws` there, but has ")
            .quoted(arn.account));
    }
    let Some(name) = text::strip_prefix(arn.resource, "policy/") else {
        return Err(must_be()
            .text(", but `policy/` does not follow the account in ")
            .quoted(arn.resource));
    };
    if name.is_empty() || name.as_bytes()[name.len() - 1] == b'/' {
        return Err(Violation::new()
            .text("must end with the name of a policy, but nothing follows the last `/`"));
    }
    let mut i = 0;
    while i < name.len() {
        if !name.as_bytes()[i].is_ascii_graphic() {
            return Err(Violation::new()
                .text("must end with a policy name of visible ASCII characters, but ")
                .quoted(name)
                .text(" has ")
                .character(name, i));
        }
        i += 1;
    }
    text::check_length(value, MIN, MAX)
}

/// Not more than 10 managed policies.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check_count(count: usize) -> Result<(), Violation> {
    if count > MAX_COUNT {
        return Err(Violation::new()
            .text("may have at most ")
            .number(MAX_COUNT as u64)
            .text(" ARNs, but has ")
            .number(count as u64));
    }
    Ok(())
}

const fn must_be() -> Violation {
    Violation::new().text("must be the ARN of a managed policy")
}
