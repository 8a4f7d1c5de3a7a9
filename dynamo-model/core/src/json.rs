//! JSON as far as the rules and the runtime need it: whether a text is an object, and one member of an error's body.
//! No values.

mod object;

use crate::text;

pub use object::check_object;

/// The value of a string member of the outermost object, without looking closely at anything else.
///
/// Meant for a body that a server sent, of which one member is wanted: it never fails and reads the body once. A value
/// with an escape in it, one that is no string, and a body that breaks off before it give `None`.
///
/// ```
/// use dynamo_model_core::json;
///
/// let body = br#"{"__type": "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}"#;
/// assert_eq!(
///     json::top_level_string(body, "__type"),
///     Some("com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"),
/// );
/// ```
#[must_use]
pub const fn top_level_string<'a>(bytes: &'a [u8], member: &str) -> Option<&'a str> {
    let mut i = skip_blanks(bytes, 0);
    if i >= bytes.len() || bytes[i] != b'{' {
        return None;
    }
    i = skip_blanks(bytes, i + 1);
    while i < bytes.len() && bytes[i] == b'"' {
        let Some((key, end)) = plain_string(bytes, i) else {
            return None;
        };
        i = skip_blanks(bytes, end);
        if i >= bytes.len() || bytes[i] != b':' {
            return None;
        }
        i = skip_blanks(bytes, i + 1);
        let is_wanted = match key {
            Some(key) => text::eq(key, member),
            None => false,
        };
        if is_wanted {
            return match plain_string(bytes, i) {
                Some((value, _)) => value,
                None => None,
            };
        }
        let Some(end) = skip_value(bytes, i) else {
            return None;
        };
        i = skip_blanks(bytes, end);
        if i >= bytes.len() || bytes[i] != b',' {
            return None;
        }
        i = skip_blanks(bytes, i + 1);
    }
    None
}

/// The string that begins at `i`, unless it has an escape or is no UTF-8, and where it ends. `None` if there is none.
const fn plain_string(bytes: &[u8], i: usize) -> Option<(Option<&str>, usize)> {
    if i >= bytes.len() || bytes[i] != b'"' {
        return None;
    }
    let mut escaped = false;
    let mut end = i + 1;
    while end < bytes.len() && bytes[end] != b'"' {
        if bytes[end] == b'\\' {
            escaped = true;
            end += 1;
        }
        end += 1;
    }
    if end >= bytes.len() {
        return None;
    }
    let inside = bytes.split_at(end).0.split_at(i + 1).1;
    let value = match core::str::from_utf8(inside) {
        Ok(value) if !escaped => Some(value),
        _ => None,
    };
    Some((value, end + 1))
}

/// Where the value that begins at `i` ends, by brackets and strings alone.
const fn skip_value(bytes: &[u8], mut i: usize) -> Option<usize> {
    let mut depth = 0_usize;
    while i < bytes.len() {
        match bytes[i] {
            b'"' => {
                let Some((_, end)) = plain_string(bytes, i) else {
                    return None;
                };
                i = end;
            }
            b'{' | b'[' => {
                depth += 1;
                i += 1;
            }
            b'}' | b']' if depth > 0 => {
                depth -= 1;
                i += 1;
            }
            b'}' | b']' | b',' if depth == 0 => return Some(i),
            _ => i += 1,
        }
    }
    None
}

const fn skip_blanks(bytes: &[u8], mut i: usize) -> usize {
    while i < bytes.len() && matches!(bytes[i], b' ' | b'\t' | b'\n' | b'\r') {
        i += 1;
    }
    i
}
