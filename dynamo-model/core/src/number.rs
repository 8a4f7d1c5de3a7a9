//! A number that comes as text, from an environment variable.

use crate::violation::Violation;

/// Reads a whole number that is not negative: only digits, no sign, no blank.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::number;
///
/// assert_eq!(number::parse("3600"), Ok(3600));
/// assert_eq!(
///     number::parse("1h").unwrap_err().as_str(),
///     "must be a whole number, but is `1h`",
/// );
/// ```
pub const fn parse(value: &str) -> Result<u64, Violation> {
    if value.is_empty() {
        return Err(Violation::new().text("must not be empty"));
    }
    let bytes = value.as_bytes();
    let mut number = 0_u64;
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_digit() {
            return Err(Violation::new()
                .text("must be a whole number, but is ")
                .quoted(value));
        }
        let digit = (bytes[i] - b'0') as u64;
        number = match number.checked_mul(10) {
            Some(tenfold) if tenfold <= u64::MAX - digit => tenfold + digit,
            _ => {
                return Err(Violation::new()
                    .text("must be at most ")
                    .number(u64::MAX)
                    .text(", but is ")
                    .quoted(value));
            }
        };
        i += 1;
    }
    Ok(number)
}
