//! Whether a text is a JSON object, and where it stops being one.

use super::skip_blanks;
use crate::violation::Violation;

/// Deeper nesting is refused; IAM's policy grammar needs less than ten.
const MAX_DEPTH: usize = 64;

/// What may come next.
#[derive(Clone, Copy)]
enum Expect {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
    Nothing,
}

/// A JSON object (RFC 8259).
///
/// # Errors
///
/// The predicate that tells where the text stops being one.
pub const fn check_object(value: &str) -> Result<(), Violation> {
    let bytes = value.as_bytes();
    // `true` for an object, `false` for an array. At least one is open wherever an end is expected.
    let mut open = [false; MAX_DEPTH];
    let mut depth = 0_usize;
    let mut expect = Expect::Value;
    let mut i = skip_blanks(bytes, 0);
    if i < bytes.len() && bytes[i] != b'{' {
        return Err(Violation::new()
            .text("must be a JSON object, but begins with ")
            .character(value, i));
    }
    while i < bytes.len() {
        let byte = bytes[i];
        let (next, after) = match (expect, byte) {
            (Expect::Value | Expect::ValueOrEnd, b'{' | b'[') => {
                if depth == MAX_DEPTH {
                    return Err(Violation::new()
                        .text("must be JSON of at most ")
                        .number(MAX_DEPTH as u64)
                        .text(" levels, but goes deeper at byte ")
                        .number(i as u64));
                }
                open[depth] = byte == b'{';
                depth += 1;
                let inside = if byte == b'{' {
                    Expect::KeyOrEnd
                } else {
                    Expect::ValueOrEnd
                };
                (i + 1, inside)
            }
            (Expect::ValueOrEnd | Expect::CommaOrEnd, b']') if !open[depth - 1] => {
                depth -= 1;
                (i + 1, after_value(depth))
            }
            (Expect::KeyOrEnd | Expect::CommaOrEnd, b'}') if open[depth - 1] => {
                depth -= 1;
                (i + 1, after_value(depth))
            }
            (Expect::CommaOrEnd, b',') => {
                let next = if open[depth - 1] {
                    Expect::Key
                } else {
                    Expect::Value
                };
                (i + 1, next)
            }
            (Expect::Colon, b':') => (i + 1, Expect::Value),
            (Expect::Key | Expect::KeyOrEnd, b'"') => match end_of_string(value, i) {
                Ok(end) => (end, Expect::Colon),
                Err(violation) => return Err(violation),
            },
            (Expect::Value | Expect::ValueOrEnd, b'"') => match end_of_string(value, i) {
                Ok(end) => (end, after_value(depth)),
                Err(violation) => return Err(violation),
            },
            (Expect::Value | Expect::ValueOrEnd, _) => match end_of_scalar(bytes, i) {
                Some(end) => (end, after_value(depth)),
                None => return Err(unexpected(value, i, wanted(expect, &open, depth))),
            },
            _ => return Err(unexpected(value, i, wanted(expect, &open, depth))),
        };
        expect = after;
        i = skip_blanks(bytes, next);
    }
    if matches!(expect, Expect::Nothing) {
        return Ok(());
    }
    Err(Violation::new()
        .text("must be JSON, but ends where ")
        .text(wanted(expect, &open, depth))
        .text(" is expected"))
}

const fn after_value(depth: usize) -> Expect {
    if depth == 0 {
        Expect::Nothing
    } else {
        Expect::CommaOrEnd
    }
}

const fn wanted(expect: Expect, open: &[bool; MAX_DEPTH], depth: usize) -> &'static str {
    match expect {
        Expect::Value if depth == 0 => "`{`",
        Expect::Value => "a value",
        Expect::ValueOrEnd => "a value or `]`",
        Expect::Key => "a key in double quotes",
        Expect::KeyOrEnd => "a key in double quotes or `}`",
        Expect::Colon => "`:`",
        Expect::CommaOrEnd if open[depth - 1] => "`,` or `}`",
        Expect::CommaOrEnd => "`,` or `]`",
        Expect::Nothing => "the end",
    }
}

const fn unexpected(value: &str, at: usize, wanted: &str) -> Violation {
    Violation::new()
        .text("must be JSON, but has ")
        .character(value, at)
        .text(" where ")
        .text(wanted)
        .text(" is expected")
}

/// Where the string that begins at `start` ends.
const fn end_of_string(value: &str, start: usize) -> Result<usize, Violation> {
    let bytes = value.as_bytes();
    let mut i = start + 1;
    while i < bytes.len() {
        match bytes[i] {
            b'"' => return Ok(i + 1),
            b'\\' => {
                let length = escape_length(bytes, i);
                if length == 0 {
                    return Err(Violation::new()
                        .text("must be JSON, but has an unknown escape at byte ")
                        .number(i as u64));
                }
                i += length;
            }
            0..=0x1F => {
                return Err(Violation::new()
                    .text("must be JSON, but has ")
                    .character(value, i)
                    .text(" within a string"));
            }
            _ => i += 1,
        }
    }
    Err(Violation::new()
        .text("must be JSON, but the string at byte ")
        .number(start as u64)
        .text(" does not end"))
}

/// How long the escape at `i` is; 0 if it is none.
const fn escape_length(bytes: &[u8], i: usize) -> usize {
    if i + 1 >= bytes.len() {
        return 0;
    }
    match bytes[i + 1] {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
        b'u' => {
            let mut digit = i + 2;
            while digit < i + 6 {
                if digit >= bytes.len() || !bytes[digit].is_ascii_hexdigit() {
                    return 0;
                }
                digit += 1;
            }
            6
        }
        _ => 0,
    }
}

/// Where the number or word that begins at `i` ends.
const fn end_of_scalar(bytes: &[u8], i: usize) -> Option<usize> {
    match bytes[i] {
        b't' => end_of_word(bytes, i, b"true"),
        b'f' => end_of_word(bytes, i, b"false"),
        b'n' => end_of_word(bytes, i, b"null"),
        b'-' | b'0'..=b'9' => end_of_number(bytes, i),
        _ => None,
    }
}

const fn end_of_word(bytes: &[u8], i: usize, word: &[u8]) -> Option<usize> {
    let mut n = 0;
    while n < word.len() {
        if i + n >= bytes.len() || bytes[i + n] != word[n] {
            return None;
        }
        n += 1;
    }
    Some(i + n)
}

const fn end_of_number(bytes: &[u8], mut i: usize) -> Option<usize> {
    if bytes[i] == b'-' {
        i += 1;
    }
    let whole = end_of_digits(bytes, i);
    // A leading zero stands alone.
    if whole == i || (bytes[i] == b'0' && whole > i + 1) {
        return None;
    }
    i = whole;
    if i < bytes.len() && bytes[i] == b'.' {
        let fraction = end_of_digits(bytes, i + 1);
        if fraction == i + 1 {
            return None;
        }
        i = fraction;
    }
    if i < bytes.len() && matches!(bytes[i], b'e' | b'E') {
        i += 1;
        if i < bytes.len() && matches!(bytes[i], b'+' | b'-') {
            i += 1;
        }
        let exponent = end_of_digits(bytes, i);
        if exponent == i {
            return None;
        }
        i = exponent;
    }
    Some(i)
}

const fn end_of_digits(bytes: &[u8], mut i: usize) -> usize {
    while i < bytes.len() && bytes[i].is_ascii_digit() {
        i += 1;
    }
    i
}
