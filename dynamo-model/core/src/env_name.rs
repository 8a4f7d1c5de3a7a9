//! `env("NAME")`: the name of an environment variable.

use crate::violation::Violation;

/// A variable's name: not empty, without `=` and NUL (POSIX.1-2017, "Environment Variables": no such variable can be set),
/// and without blanks and control characters, which no shell could set.
///
/// # Errors
///
/// The predicate that tells what is wrong.
pub const fn check(value: &str) -> Result<(), Violation> {
    if value.is_empty() {
        return Err(Violation::new().text("must not be empty"));
    }
    let mut i = 0;
    while i < value.len() {
        let byte = value.as_bytes()[i];
        if byte == b'=' || byte.is_ascii_control() || byte == b' ' {
            return Err(Violation::new()
                .text("must be the name of an environment variable, but has ")
                .character(value, i));
        }
        i += 1;
    }
    Ok(())
}
