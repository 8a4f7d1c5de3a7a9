//! `key(...)`: the text of a key, put together from the fields of an item: `ORDER#{placed_at}#{total:020}`. Which types a
//! part may have is for the compiler; this says what must be known of them.

use crate::{text, violation::Violation};

/// What a template is made of. A literal ends at a brace, also at an escaped one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text that is the same in all keys.
    Literal(&'t str),
    /// The value of a field.
    Part {
        /// The field.
        name: &'t str,
        /// How many digits the value is padded to with zeros; none without `:0` and a number.
        width: Option<usize>,
    },
}

/// What a part's type says of the text of its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartForm {
    /// Text of any length.
    Text,
    /// Text that always has this many bytes.
    Fixed(usize),
    /// Whole numbers of no more than this many digits, and none below zero.
    Unsigned(usize),
}

/// Nobody pads a number to more: the values of `u128` have 39 digits.
const MAX_WIDTH: usize = 64;

/// A template: literal text, `{field}` and `{field:020}`, with `{{` and `}}` for the braces themselves.
///
/// # Errors
///
/// The predicate that tells what is wrong.
///
/// ```
/// use dynamo_model_core::key_template;
///
/// assert!(key_template::check("ORDER#{placed_at}#{total:020}").is_ok());
/// assert_eq!(
///     key_template::check("ORDER#{id").unwrap_err().as_str(),
///     "opens a part with `{` at byte 6, but does not close it; write `{field}`, or `{{` for the character itself",
/// );
/// ```
pub const fn check(template: &str) -> Result<(), Violation> {
    if template.is_empty() {
        return Err(Violation::new().text("must not be empty, because no key is"));
    }
    let mut at = 0;
    loop {
        match piece_at(template, at) {
            Ok(Some((_, next))) => at = next,
            Ok(None) => return Ok(()),
            Err(violation) => return Err(violation),
        }
    }
}

/// The piece that begins at this byte, and where the next one does; nothing at the end.
///
/// # Errors
///
/// As for [`check`].
pub const fn piece_at(template: &str, at: usize) -> Result<Option<(Piece<'_>, usize)>, Violation> {
    let bytes = template.as_bytes();
    if at >= bytes.len() {
        return Ok(None);
    }
    let doubled = at + 1 < bytes.len() && bytes[at + 1] == bytes[at];
    match bytes[at] {
        b'{' | b'}' if doubled => {
            let brace = between(template, at, at + 1);
            Ok(Some((Piece::Literal(brace), at + 2)))
        }
        b'{' => part_at(template, at),
        b'}' => Err(Violation::new()
            .text("has `}` at byte ")
            .number(at as u64)
            .text(", but no part to close; write `}}` for the character itself")),
        _ => {
            let mut end = at;
            while end < bytes.len() && bytes[end] != b'{' && bytes[end] != b'}' {
                end += 1;
            }
            Ok(Some((Piece::Literal(between(template, at, end)), end)))
        }
    }
}

const fn part_at(template: &str, at: usize) -> Result<Option<(Piece<'_>, usize)>, Violation> {
    let inner = template.split_at(at + 1).1;
    let close = match text::find(inner, b'}') {
        Some(close) if !has_brace(between(inner, 0, close)) => close,
        _ => {
            return Err(Violation::new()
                .text("opens a part with `{` at byte ")
                .number(at as u64)
                .text(
                    ", but does not close it; write `{field}`, or `{{` for the character itself",
                ));
        }
    };
    let inner = between(inner, 0, close);
    let (name, width) = match text::split_once(inner, b':') {
        Some((name, width)) => (name, Some(width)),
        None => (inner, None),
    };
    if name.is_empty() {
        return Err(Violation::new()
            .text("has a part without a name at byte ")
            .number(at as u64)
            .text("; write `{field}`"));
    }
    if !is_word(name) {
        return Err(Violation::new()
            .text("has a part called ")
            .quoted(name)
            .text(", but a part is called like its field, without anything else"));
    }
    let width = match width {
        None => None,
        Some(width) => match digits(width) {
            Some(width) => Some(width),
            None => {
                return Err(Violation::new()
                    .text("has ")
                    .quoted(width)
                    .text(" as the width of ")
                    .quoted(name)
                    .text(", which is a 0 and how many digits there are; write `{")
                    .text(name)
                    .text(":020}`"));
            }
        },
    };
    Ok(Some((Piece::Part { name, width }, at + close + 2)))
}

/// The part of this number, counted from 0, suits its type: unsigned numbers are padded to the length of the largest,
/// nothing else is, and something tells where text ends.
///
/// # Errors
///
/// The predicate that tells what to write.
///
/// ```
/// use dynamo_model_core::key_template::{PartForm, check_part};
///
/// assert!(check_part("{org}#{total:020}", 1, PartForm::Unsigned(20)).is_ok());
/// assert_eq!(
///     check_part("{org}#{total}", 1, PartForm::Unsigned(20)).unwrap_err().as_str(),
///     "needs a width for `total`, because 9 would sort after 10; write `{total:020}`",
/// );
/// ```
pub const fn check_part(template: &str, index: usize, form: PartForm) -> Result<(), Violation> {
    let mut at = 0;
    let mut count = 0;
    loop {
        match piece_at(template, at) {
            Ok(Some((Piece::Part { name, width }, next))) => {
                if count == index {
                    let after = match piece_at(template, next) {
                        Ok(Some((Piece::Part { name, .. }, end))) => {
                            Some((name, between(template, next, end)))
                        }
                        _ => None,
                    };
                    return check_form(name, width, form, after);
                }
                count += 1;
                at = next;
            }
            Ok(Some((_, next))) => at = next,
            Ok(None) => return Ok(()),
            Err(violation) => return Err(violation),
        }
    }
}

const fn check_form(
    name: &str,
    width: Option<usize>,
    form: PartForm,
    after: Option<(&str, &str)>,
) -> Result<(), Violation> {
    match (form, width) {
        (PartForm::Unsigned(digits), None) => Err(Violation::new()
            .text("needs a width for ")
            .quoted(name)
            .text(", because 9 would sort after 10; write ")
            .text(padded(name, digits).as_str())),
        (PartForm::Unsigned(digits), Some(width)) if width < digits => Err(Violation::new()
            .text("pads ")
            .quoted(name)
            .text(" to ")
            .number(width as u64)
            .text(", but the numbers of its type have up to ")
            .number(digits as u64)
            .text(" digits; write ")
            .text(padded(name, digits).as_str())),
        (PartForm::Text | PartForm::Fixed(_), Some(_)) => Err(Violation::new()
            .text("pads ")
            .quoted(name)
            .text(", which is no number; write `{")
            .text(name)
            .text("}`")),
        (PartForm::Text, None) => match after {
            Some((after, written)) => Err(Violation::new()
                .text("has nothing between ")
                .quoted(name)
                .text(" and ")
                .quoted(after)
                .text(" that tells where the first ends; write `{")
                .text(name)
                .text("}#")
                .text(written)
                .text("`")),
            None => Ok(()),
        },
        (PartForm::Unsigned(_), Some(_)) | (PartForm::Fixed(_), None) => Ok(()),
    }
}

/// How a part of so many digits is written.
const fn padded(name: &str, digits: usize) -> Violation {
    let start = Violation::new().text("`{").text(name).text(":0");
    start.number(digits as u64).text("}`")
}

/// The text of a value is followed by this literal: whoever reads the key finds where the value ends, at the first
/// place where the literal stands.
///
/// # Errors
///
/// The predicate that tells why not.
///
/// ```
/// use dynamo_model_core::key_template;
///
/// assert!(key_template::check_value("acme", "#").is_ok());
/// assert_eq!(
///     key_template::check_value("ac#me", "#").unwrap_err().as_str(),
///     "must not contain `#`, which tells where it ends",
/// );
/// ```
pub fn check_value(value: &str, separator: &str) -> Result<(), Violation> {
    if separator.is_empty() {
        return Ok(());
    }
    if value.contains(separator) {
        return Err(Violation::new()
            .text("must not contain ")
            .quoted(separator)
            .text(", which tells where it ends"));
    }
    // The end of the value and the beginning of the separator may be the separator, too.
    let both = |count: usize| value.bytes().chain(separator.bytes()).skip(count);
    let overlaps = (1..separator.len().min(value.len() + 1)).any(|taken| {
        both(value.len() - taken)
            .take(separator.len())
            .eq(separator.bytes())
    });
    if overlaps {
        return Err(Violation::new()
            .text("must not end like ")
            .quoted(separator)
            .text(" begins, which tells where it ends"));
    }
    Ok(())
}

/// A zero, and a number of one or two digits that is none.
const fn digits(width: &str) -> Option<usize> {
    let bytes = width.as_bytes();
    if !text::is_digits(width) || bytes[0] != b'0' || bytes.len() > 3 {
        return None;
    }
    let mut number = 0;
    let mut i = 1;
    while i < bytes.len() {
        number = number * 10 + (bytes[i] - b'0') as usize;
        i += 1;
    }
    if number == 0 || number > MAX_WIDTH {
        return None;
    }
    Some(number)
}

/// Letters, digits and underscores. Which letters a field's name may have is known where fields are.
const fn is_word(name: &str) -> bool {
    let bytes = name.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_alphanumeric() && bytes[i] != b'_' && bytes[i].is_ascii() {
            return false;
        }
        i += 1;
    }
    !bytes[0].is_ascii_digit()
}

const fn has_brace(text: &str) -> bool {
    text::find(text, b'{').is_some()
}

const fn between(text: &str, start: usize, end: usize) -> &str {
    text.split_at(end).0.split_at(start).1
}
