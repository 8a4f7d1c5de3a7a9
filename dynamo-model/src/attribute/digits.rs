//! Which texts DynamoDB takes for a number.
//! Source: DynamoDB developer guide, "Supported data types and naming rules", Number: up to 38 digits of precision;
//! 1E-130 to 9.9999999999999999999999999999999999999E+125, positive or negative, and zero.

use super::ConvertError;

const MAX_DIGITS: usize = 38;
const MIN_EXPONENT: i64 = -130;
const MAX_EXPONENT: i64 = 125;

/// Checks a number: digits with an optional sign, point and exponent.
pub(super) fn check(text: &str) -> Result<(), ConvertError> {
    let Some(number) = Parts::of(text) else {
        return Err(ConvertError::custom(format_args!(
            "`{text}` is not a number"
        )));
    };
    if number.digits > MAX_DIGITS {
        return Err(ConvertError::custom(format_args!(
            "`{text}` has {} significant digits, but a DynamoDB number has at most {MAX_DIGITS}",
            number.digits
        )));
    }
    if number.digits > 0 && !(MIN_EXPONENT..=MAX_EXPONENT).contains(&number.exponent) {
        return Err(ConvertError::custom(format_args!(
            "`{text}` is outside of the range of DynamoDB's numbers, 1e-130 to 9.99e125"
        )));
    }
    Ok(())
}

struct Parts {
    /// Without zeros on either side; none for zero.
    digits: usize,
    /// The power of ten of the first digit.
    exponent: i64,
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (unsigned, None),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let exponent = match exponent {
            None => 0,
            Some(text) => power(text)?,
        };
        let digits = || whole.bytes().chain(fraction.bytes());
        let Some(first) = digits().position(|digit| digit != b'0') else {
            return Some(Self {
                digits: 0,
                exponent: 0,
            });
        };
        let last = digits().rposition_of_nonzero(whole.len() + fraction.len());
        let place = i64::try_from(whole.len()).ok()? - 1 - i64::try_from(first).ok()?;
        Some(Self {
            digits: last - first + 1,
            exponent: place.saturating_add(exponent),
        })
    }
}

/// The value of an exponent. One that is absurdly large is as good as any beyond the range.
fn power(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size: i64 = digits.parse().unwrap_or(i64::MAX / 2);
    Some(if text.starts_with('-') { -size } else { size })
}

trait LastNonZero {
    /// The position of the last digit that is not zero, given how many there are; 0 if there is none.
    fn rposition_of_nonzero(self, len: usize) -> usize;
}

impl<I: DoubleEndedIterator<Item = u8>> LastNonZero for I {
    fn rposition_of_nonzero(self, len: usize) -> usize {
        let trailing = self.rev().take_while(|digit| *digit == b'0').count();
        len.saturating_sub(trailing + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w1_numbers_that_fit_are_taken() {
        for text in [
            "0",
            "-0",
            "+1",
            "0.0",
            "1.",
            ".5",
            "00012",
            "1e-130",
            "9.9999999999999999999999999999999999999e125",
            "12345678901234567890123456789012345678",
            "0.00012345678901234567890123456789012345678",
            "1234567890123456789012345678901234567800000",
            "1E+5",
        ] {
            assert!(check(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn w1_w2_numbers_that_do_not_fit_are_told_why() {
        for (text, told) in [
            ("", "`` is not a number"),
            (".", "`.` is not a number"),
            ("-", "`-` is not a number"),
            ("NaN", "`NaN` is not a number"),
            ("inf", "`inf` is not a number"),
            ("1e", "`1e` is not a number"),
            ("1e+", "`1e+` is not a number"),
            ("1 ", "`1 ` is not a number"),
            ("1_000", "`1_000` is not a number"),
        ] {
            assert_eq!(check(text).unwrap_err().to_string(), told);
        }
        for text in [
            "340282366920938463463374607431768211455",
            "1.00000000000000000000000000000000000001",
        ] {
            let told = check(text).unwrap_err().to_string();
            assert!(told.contains("39 significant digits"), "{told}");
        }
        for text in [
            "1e126",
            "9e-131",
            "1e99999999999999999999",
            "-1e-99999999999999999999",
        ] {
            let told = check(text).unwrap_err().to_string();
            assert!(told.contains("outside of the range"), "{told}");
        }
    }
}
