//! `expected_account`: the AWS account whose credentials a model must end up with.

use crate::{role_arn::RoleArn, text, violation::Violation};

/// Account Management reference guide, "View AWS account identifiers": a 12-digit number.
pub const LENGTH: usize = 12;

/// An account id: 12 digits.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::account_id;
///
/// assert!(account_id::check("123456789012").is_ok());
/// assert_eq!(
///     account_id::check("1234-5678-9012").unwrap_err().as_str(),
///     "must be the 12 digits of an account id, but has '-' at byte 4",
/// );
/// ```
pub const fn check(value: &str) -> Result<(), Violation> {
    if value.is_empty() {
        return Err(Violation::new().text("must not be empty"));
    }
    let mut i = 0;
    while i < value.len() {
        if !value.as_bytes()[i].is_ascii_digit() {
            return Err(Violation::new()
                .text("must be the 12 digits of an account id, but has ")
                .character(value, i));
        }
        i += 1;
    }
    if value.len() != LENGTH {
        return Err(Violation::new()
            .text("must be the 12 digits of an account id, but has ")
            .number(value.len() as u64)
            .text(" digits"));
    }
    Ok(())
}

/// An expected account is the one that the role's ARN names. An ARN that is none is the business of its own rule.
///
/// # Errors
///
/// The predicate that tells both accounts.
pub const fn check_role(expected: &str, role_arn: &str) -> Result<(), Violation> {
    match RoleArn::parse(role_arn) {
        Ok(arn) if !text::eq(arn.account(), expected) => Err(Violation::new()
            .text("is ")
            .quoted(expected)
            .text(", but `aws_sts_role_arn` names the account ")
            .quoted(arn.account())),
        _ => Ok(()),
    }
}
