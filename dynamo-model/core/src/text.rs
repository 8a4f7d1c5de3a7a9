//! Reading text in const context: what `core::str` offers only at run time. Characters and words; no rule of AWS.

use crate::violation::Violation;

/// A set of ASCII characters, with the words that name it in a message.
pub(crate) struct Alphabet {
    member: [bool; 128],
    described: &'static str,
}

impl Alphabet {
    /// Letters and digits, and the characters of `extra`; `described` completes "may contain only".
    pub(crate) const fn alphanumeric_and(extra: &str, described: &'static str) -> Self {
        let mut member = [false; 128];
        let mut i = 0;
        while i < 128 {
            #[expect(clippy::cast_possible_truncation, reason = "`i` is below 128")]
            let byte = i as u8;
            member[i] = byte.is_ascii_alphanumeric();
            i += 1;
        }
        let extra = extra.as_bytes();
        let mut i = 0;
        while i < extra.len() {
            member[extra[i] as usize] = true;
            i += 1;
        }
        Self { member, described }
    }

    pub(crate) const fn contains(&self, byte: u8) -> bool {
        byte < 128 && self.member[byte as usize]
    }

    /// Where the first character outside this set begins.
    pub(crate) const fn first_outside(&self, value: &str) -> Option<usize> {
        let bytes = value.as_bytes();
        let mut i = 0;
        while i < bytes.len() {
            if !self.contains(bytes[i]) {
                return Some(i);
            }
            i += 1;
        }
        None
    }

    /// Every character is in the set; the text may contain only these.
    pub(crate) const fn check(&self, value: &str) -> Result<(), Violation> {
        match self.first_outside(value) {
            None => Ok(()),
            Some(at) => self.refuse(value, at),
        }
    }

    /// The character that begins at `at` is not in the set.
    pub(crate) const fn refuse(&self, value: &str, at: usize) -> Result<(), Violation> {
        Err(Violation::new()
            .text("may contain only ")
            .text(self.described)
            .text(", but has ")
            .character(value, at))
    }
}

/// Between `min` and `max` characters.
pub(crate) const fn check_length(value: &str, min: usize, max: usize) -> Result<(), Violation> {
    let length = count_chars(value);
    if length == 0 && min > 0 {
        return Err(Violation::new().text("must not be empty"));
    }
    if length < min || length > max {
        return Err(Violation::new()
            .text("must be between ")
            .number(min as u64)
            .text(" and ")
            .number(max as u64)
            .text(" characters long, but has ")
            .number(length as u64));
    }
    Ok(())
}

pub(crate) const fn count_chars(value: &str) -> usize {
    let bytes = value.as_bytes();
    let mut count = 0;
    let mut i = 0;
    while i < bytes.len() {
        // A continuation byte belongs to the character before it.
        if bytes[i] & 0xC0 != 0x80 {
            count += 1;
        }
        i += 1;
    }
    count
}

/// The character that begins at `at`, and its length in bytes. `at` must be a character's first byte.
pub(crate) const fn char_at(value: &str, at: usize) -> (char, usize) {
    let bytes = value.as_bytes();
    let first = bytes[at];
    let (mut code, length) = match first {
        0..=0x7F => (first as u32, 1),
        0x80..=0xDF => ((first & 0x1F) as u32, 2),
        0xE0..=0xEF => ((first & 0x0F) as u32, 3),
        0xF0..=0xFF => ((first & 0x07) as u32, 4),
    };
    let mut i = 1;
    // A text has its characters whole.
    while i < length {
        code = code << 6 | (bytes[at + i] & 0x3F) as u32;
        i += 1;
    }
    match char::from_u32(code) {
        Some(c) => (c, length),
        None => (char::REPLACEMENT_CHARACTER, length),
    }
}

/// Whether both are the same.
#[must_use]
pub const fn eq(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    a.len() == b.len() && begins(a, b)
}

pub(crate) const fn eq_ignoring_case(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

/// Whether the first begins with the second.
#[must_use]
pub const fn starts_with(value: &str, prefix: &str) -> bool {
    begins(value.as_bytes(), prefix.as_bytes())
}

pub(crate) const fn starts_with_ignoring_case(value: &str, prefix: &str) -> bool {
    let (value, prefix) = (value.as_bytes(), prefix.as_bytes());
    if value.len() < prefix.len() {
        return false;
    }
    value.split_at(prefix.len()).0.eq_ignore_ascii_case(prefix)
}

const fn begins(value: &[u8], prefix: &[u8]) -> bool {
    if value.len() < prefix.len() {
        return false;
    }
    let mut i = 0;
    while i < prefix.len() {
        if value[i] != prefix[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// What follows `prefix`, if `value` begins with it.
pub(crate) const fn strip_prefix<'a>(value: &'a str, prefix: &str) -> Option<&'a str> {
    if starts_with(value, prefix) {
        Some(value.split_at(prefix.len()).1)
    } else {
        None
    }
}

/// Where the first of an ASCII character is.
pub(crate) const fn find(value: &str, wanted: u8) -> Option<usize> {
    let bytes = value.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] == wanted {
            return Some(i);
        }
        i += 1;
    }
    None
}

/// Where the last of an ASCII character is.
pub(crate) const fn rfind(value: &str, wanted: u8) -> Option<usize> {
    let bytes = value.as_bytes();
    let mut i = bytes.len();
    while i > 0 {
        i -= 1;
        if bytes[i] == wanted {
            return Some(i);
        }
    }
    None
}

/// What is before and after the first of an ASCII character.
pub(crate) const fn split_once(value: &str, separator: u8) -> Option<(&str, &str)> {
    match find(value, separator) {
        Some(at) => Some((value.split_at(at).0, value.split_at(at + 1).1)),
        None => None,
    }
}

/// Not empty and only `0`–`9`.
pub(crate) const fn is_digits(value: &str) -> bool {
    let bytes = value.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_digit() {
            return false;
        }
        i += 1;
    }
    !bytes.is_empty()
}
