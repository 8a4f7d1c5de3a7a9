//! `max_retry_attempts`: how often a failed request is sent again.

use crate::violation::Violation;

/// Our own bound: the SDK's back-off ends at 20 s per retry, so a hundred retries are half an hour.
const MAX: u64 = 100;

/// The number of retries: up to 100; 0 sends every request once.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check(retries: u64) -> Result<(), Violation> {
    if retries > MAX {
        return Err(Violation::new()
            .text("must be at most ")
            .number(MAX)
            .text(", but is ")
            .number(retries));
    }
    Ok(())
}

/// What the SDK calls `max_attempts`: it counts the first request, too.
#[must_use]
pub const fn sdk_max_attempts(retries: u64) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "at most 100")]
    let retries = if retries > MAX { MAX } else { retries } as u32;
    retries + 1
}
