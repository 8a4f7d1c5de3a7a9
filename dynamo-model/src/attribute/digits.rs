//! Which texts DynamoDB takes for a number, and what their value is.
//! Source: DynamoDB developer guide, "Supported data types and naming rules", Number: up to 38 digits of precision;
//! 1E-130 to 9.9999999999999999999999999999999999999E+125, positive or negative, and zero.

use std::{cmp::Ordering, ops::RangeInclusive};

use super::ConvertError;

const MAX_DIGITS: usize = 38;
const MIN_EXPONENT: i64 = -130;
const MAX_EXPONENT: i64 = 125;
/// The powers of ten of the first digit for which a number reads well without an exponent.
const PLAIN: RangeInclusive<i64> = -7..=37;

/// Checks a number: digits with an optional sign, point and exponent.
pub(super) fn check(text: &str) -> Result<(), ConvertError> {
    parse(text).map(|_| ())
}

/// Takes a number apart that DynamoDB can hold.
pub(super) fn parse(text: &str) -> Result<Digits<'_>, ConvertError> {
    let Some(number) = Digits::of(text) else {
        return Err(ConvertError::custom(format_args!(
            "`{text}` is not a number"
        )));
    };
    if number.count > MAX_DIGITS {
        return Err(ConvertError::custom(format_args!(
            "`{text}` has {} significant digits, but a DynamoDB number has at most {MAX_DIGITS}",
            number.count
        )));
    }
    if number.count > 0 && !(MIN_EXPONENT..=MAX_EXPONENT).contains(&number.exponent) {
        return Err(ConvertError::custom(format_args!(
            "`{text}` is outside of the range of DynamoDB's numbers, 1e-130 to 9.99e125"
        )));
    }
    Ok(number)
}

/// The text of a number, taken apart so that its value shows whatever way it is written.
#[derive(Clone, Copy)]
pub(super) struct Digits<'t> {
    negative: bool,
    whole: &'t str,
    fraction: &'t str,
    /// Where the first digit that is not zero stands.
    first: usize,
    /// How many there are without the zeros on either side; none for zero.
    count: usize,
    /// The power of ten of the first digit.
    exponent: i64,
}

impl<'t> Digits<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, power(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let digits = || whole.bytes().chain(fraction.bytes());
        let Some(first) = digits().position(|digit| digit != b'0') else {
            return Some(Self {
                negative: false,
                whole,
                fraction,
                first: 0,
                count: 0,
                exponent: 0,
            });
        };
        let trailing = digits().rev().take_while(|digit| *digit == b'0').count();
        let place = i64::try_from(whole.len()).ok()? - 1 - i64::try_from(first).ok()?;
        Some(Self {
            negative: text.starts_with('-'),
            whole,
            fraction,
            first,
            count: whole.len() + fraction.len() - trailing - first,
            exponent: place.saturating_add(exponent),
        })
    }

    /// How many digits count: none for zero.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    fn significant(&self) -> impl Iterator<Item = u8> + 't {
        let all = self.whole.bytes().chain(self.fraction.bytes());
        all.skip(self.first).take(self.count)
    }

    /// Compares the values.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let magnitude = |one: &Self, two: &Self| {
            (one.count > 0, one.exponent)
                .cmp(&(two.count > 0, two.exponent))
                .then_with(|| one.significant().cmp(two.significant()))
        };
        match (self.negative, other.negative) {
            (false, false) => magnitude(self, other),
            (true, true) => magnitude(other, self),
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
        }
    }

    /// The one text of this value: without an exponent unless that saves a long row of zeros.
    pub(super) fn canonical(&self) -> String {
        if PLAIN.contains(&self.exponent) {
            return self.plain();
        }
        let mut text = self.sign();
        let mut digits = self.significant().map(char::from);
        text.extend(digits.next());
        if self.count > 1 {
            text.push('.');
            text.extend(digits);
        }
        text.push('e');
        text.push_str(itoa::Buffer::new().format(self.exponent));
        text
    }

    /// The value without an exponent, however many zeros that takes.
    pub(super) fn plain(&self) -> String {
        if self.count == 0 {
            return "0".to_owned();
        }
        let mut text = self.sign();
        let zeros = |text: &mut String, count: i64| (0..count).for_each(|_| text.push('0'));
        if self.exponent < 0 {
            text.push_str("0.");
            zeros(&mut text, -1 - self.exponent);
        }
        let mut place = self.exponent;
        for digit in self.significant() {
            if place == -1 && self.exponent >= 0 {
                text.push('.');
            }
            text.push(char::from(digit));
            place -= 1;
        }
        zeros(&mut text, place + 1);
        text
    }

    fn sign(&self) -> String {
        String::from(if self.negative { "-" } else { "" })
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
    #[test]
    fn w1_a_value_has_one_text() {
        for (texts, canonical) in [
            (&["0", "-0", "0.000", "0e99", ".0"][..], "0"),
            (&["1.5", "1.50", "15e-1", "+0.15E1", "01.5"], "1.5"),
            (&["-120", "-1.2e2", "-120.0"], "-120"),
            (&["0.0000001", "1e-7"], "0.0000001"),
            (&["0.000000012", "12e-9"], "1.2e-8"),
            (
                &["1e37", "10000000000000000000000000000000000000"],
                "10000000000000000000000000000000000000",
            ),
            (&["1e38", "100000000000000000000000000000000000000"], "1e38"),
            (&["-9.9e125", "-99E+124"], "-9.9e125"),
            (&["12.034"], "12.034"),
        ] {
            for text in texts {
                assert_eq!(parse(text).unwrap().canonical(), canonical, "{text}");
            }
        }
        assert_eq!(
            parse("-1.25e-20").unwrap().plain(),
            "-0.0000000000000000000125"
        );
        assert_eq!(parse("1.25e20").unwrap().plain(), "125000000000000000000");
    }

    #[test]
    fn w1_numbers_are_ordered_by_value() {
        let ascending = [
            "-9e125", "-11", "-10.5", "-10.05", "-1e-130", "0", "1e-130", "1e-8", "0.2", "1.9",
            "1.95", "2", "10", "1e38",
        ];
        for (place, text) in ascending.iter().enumerate() {
            for (other_place, other) in ascending.iter().enumerate() {
                let order = parse(text).unwrap().order(&parse(other).unwrap());
                assert_eq!(order, place.cmp(&other_place), "{text} {other}");
            }
        }
        let equal = parse("1.50").unwrap().order(&parse("150e-2").unwrap());
        assert_eq!(equal, Ordering::Equal);
    }
}
