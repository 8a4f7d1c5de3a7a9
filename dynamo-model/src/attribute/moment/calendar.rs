//! Points in time as dates and times of day in UTC, for the text forms. Years 0 to 9999 have four digits and sort.

use std::ops::RangeInclusive;

use super::UnixTime;
use crate::attribute::ConvertError;

const DAY: i64 = 24 * 60 * 60;
/// The first second of the year 0 and the last of 9999.
const FOUR_DIGIT_YEARS: RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;
/// The length of `YYYY-MM-DDTHH:MM:SS`.
const DATE_TIME: usize = 19;

impl UnixTime {
    /// RFC 3339 in UTC, with nine digits of the second: always of one length.
    pub(crate) fn to_rfc3339(self) -> Result<String, ConvertError> {
        self.to_text(9, "Z")
    }

    /// `YYYY-MM-DDTHH:MM:SS.`, then that many digits of the second, then `zone`.
    pub(in crate::attribute) fn to_text(
        self,
        digits: usize,
        zone: &str,
    ) -> Result<String, ConvertError> {
        if !FOUR_DIGIT_YEARS.contains(&self.seconds) {
            return Err(ConvertError::custom(format_args!(
                "a time of {} seconds since 1970 is outside of the years 0 to 9999",
                self.seconds
            )));
        }
        let (year, month, day) = date(self.seconds.div_euclid(DAY));
        let second = self.seconds.rem_euclid(DAY);
        let mut text = String::with_capacity(DATE_TIME + 1 + digits + zone.len());
        for (part, len, after) in [
            (year, 4, '-'),
            (month, 2, '-'),
            (day, 2, 'T'),
            (second / 3600, 2, ':'),
            (second / 60 % 60, 2, ':'),
            (second % 60, 2, '.'),
        ] {
            push(&mut text, part, len);
            text.push(after);
        }
        let nanos = text.len();
        push(&mut text, self.nanos.into(), 9);
        text.truncate(nanos + digits);
        text.push_str(zone);
        Ok(text)
    }

    /// Reads RFC 3339: any offset, up to nine digits of the second or none at all.
    pub(in crate::attribute) fn from_rfc3339(text: &str) -> Option<Self> {
        let (date_time, rest) = text.as_bytes().split_at_checked(DATE_TIME)?;
        let seconds = date_time_of(date_time)?;
        let (nanos, zone) = match rest {
            [b'.', rest @ ..] => {
                let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
                let (digits, zone) = rest.split_at(digits);
                (fraction(digits)?, zone)
            }
            zone => (0, zone),
        };
        let offset = match zone {
            b"Z" | b"z" => 0,
            [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
                let hours = number(&[*h1, *h2])?;
                let minutes = number(&[*m1, *m2])?;
                if hours > 23 || minutes > 59 {
                    return None;
                }
                let offset = hours * 3600 + minutes * 60;
                if *sign == b'-' { -offset } else { offset }
            }
            _ => return None,
        };
        Some(Self {
            seconds: seconds - offset,
            nanos,
        })
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS.ffffff+0000`, and nothing else.
    pub(in crate::attribute) fn from_pynamodb(text: &str) -> Option<Self> {
        let (date_time, rest) = text.as_bytes().split_at_checked(DATE_TIME)?;
        if date_time[10] != b'T' {
            return None;
        }
        let micros = rest.strip_prefix(b".")?.strip_suffix(b"+0000")?;
        if micros.len() != 6 {
            return None;
        }
        Some(Self {
            seconds: date_time_of(date_time)?,
            nanos: fraction(micros)?,
        })
    }
}

/// Writes a number with leading zeros.
fn push(text: &mut String, value: i64, digits: u32) {
    for place in (0..digits).rev() {
        let digit = u8::try_from(value / 10_i64.pow(place) % 10).unwrap_or_default();
        text.push(char::from(b'0' + digit));
    }
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| i64::from(byte - b'0'))?;
        Some(number * 10 + digit)
    })
}

/// The nanoseconds of one to nine digits behind the point.
fn fraction(digits: &[u8]) -> Option<u32> {
    if !(1..=9).contains(&digits.len()) {
        return None;
    }
    let scale = 10_i64.pow(9 - u32::try_from(digits.len()).ok()?);
    u32::try_from(number(digits)? * scale).ok()
}

/// The seconds since 1970 of `YYYY-MM-DDTHH:MM:SS`.
fn date_time_of(text: &[u8]) -> Option<i64> {
    let separators = [
        text[4],
        text[7],
        text[10].to_ascii_uppercase(),
        text[13],
        text[16],
    ];
    if separators != *b"--T::" {
        return None;
    }
    let [year, month, day] = [
        number(&text[..4])?,
        number(&text[5..7])?,
        number(&text[8..10])?,
    ];
    let [hour, minute, second] = [
        number(&text[11..13])?,
        number(&text[14..16])?,
        number(&text[17..])?,
    ];
    if hour > 23 || minute > 59 || second > 59 || !(1..=12).contains(&month) {
        return None;
    }
    let days = days(year, month, day);
    // A day that the month does not have is one of the next month.
    if date(days) != (year, month, day) {
        return None;
    }
    Some(days * DAY + hour * 3600 + minute * 60 + second)
}

/// The days of 400 years, after which the calendar repeats.
const ERA: i64 = 146_097;
/// From the first of March of the year 0 to 1970.
const EPOCH: i64 = 719_468;

/// The days since 1970. Years are counted from March, so that the leap day comes last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
    let month = (month + 9) % 12;
    let day = (153 * month + 2) / 5 + day - 1;
    era * ERA + year * 365 + year / 4 - year / 100 + day - EPOCH
}

/// The year, month and day of a day since 1970.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + EPOCH;
    let (era, day) = (days.div_euclid(ERA), days.rem_euclid(ERA));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w17_every_day_of_four_digit_years_has_one_date() {
        let first = FOUR_DIGIT_YEARS.start() / DAY;
        let last = FOUR_DIGIT_YEARS.end() / DAY;
        assert_eq!(date(first), (0, 1, 1));
        assert_eq!(date(last), (9999, 12, 31));
        assert_eq!(date(0), (1970, 1, 1));
        let mut before = (-1, 12, 31);
        for day in first..=last {
            let (year, month, day_of_month) = date(day);
            let successive = match before {
                (y, 12, 31) => (y + 1, 1, 1),
                (y, m, d) if (year, month, day_of_month) == (y, m, d + 1) => (y, m, d + 1),
                (y, m, _) => (y, m + 1, 1),
            };
            assert_eq!((year, month, day_of_month), successive);
            assert_eq!(days(year, month, day_of_month), day);
            before = successive;
        }
    }

    #[test]
    fn w17_only_leap_years_have_a_leap_day() {
        for (year, leap) in [
            (1900, false),
            (2000, true),
            (2023, false),
            (2024, true),
            (2100, false),
        ] {
            let text = format!("{year}-02-29T00:00:00Z");
            assert_eq!(UnixTime::from_rfc3339(&text).is_some(), leap, "{text}");
        }
    }
}
