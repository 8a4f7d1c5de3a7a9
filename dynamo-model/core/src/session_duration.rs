//! `expiration`: how long an assumed role's session lasts, in seconds.

use crate::violation::Violation;

/// The duration when the model says none.
pub const DEFAULT: u64 = 3600;

// STS API reference, `AssumeRole`, parameter `DurationSeconds`: 900 to 43200. The role's own maximum may be less; only
// STS knows it.
/// The shortest session.
pub const MIN: u64 = 900;
/// The longest session.
pub const MAX: u64 = 43_200;
/// The longest session of a role that another session assumes (IAM user guide, "Role chaining").
pub const MAX_CHAINED: u64 = 3600;

/// The duration of a session in seconds: 900 to 43200.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::session_duration;
///
/// assert!(session_duration::check(43_200).is_ok());
/// assert_eq!(
///     session_duration::check(60).unwrap_err().as_str(),
///     "must be between 900 and 43200 seconds, but is 60",
/// );
/// ```
pub const fn check(seconds: u64) -> Result<(), Violation> {
    if seconds < MIN || seconds > MAX {
        return Err(Violation::new()
            .text("must be between ")
            .number(MIN)
            .text(" and ")
            .number(MAX)
            .text(" seconds, but is ")
            .number(seconds));
    }
    Ok(())
}

/// The duration of a session assumed from another session: 900 to 3600.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check_chained(seconds: u64) -> Result<(), Violation> {
    if let Err(violation) = check(seconds) {
        return Err(violation);
    }
    if seconds > MAX_CHAINED {
        return Err(Violation::new()
            .text("must be at most ")
            .number(MAX_CHAINED)
            .text(" seconds when the base is a session itself, because STS limits role chaining to one hour, but is ")
            .number(seconds));
    }
    Ok(())
}
