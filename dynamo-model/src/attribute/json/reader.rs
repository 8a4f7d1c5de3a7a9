//! Reads JSON as far as DynamoDB uses it: brackets, strings, `true` and `false`. Knows where it stands and how deep;
//! once the text is seen to be damaged, it stands at the end and nothing more can be read.

use std::borrow::Cow;

use super::super::{AttributeType, ConvertError};

/// Every attribute in a list or a map takes two. DynamoDB nests 32 attributes; twice that is nothing for a stack.
const MAX_DEPTH: u32 = 128;

type Read<T = ()> = Result<T, ConvertError>;

#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    text: &'a str,
    position: usize,
    /// How many brackets are open.
    depth: u32,
    damaged: bool,
}

/// A place to return to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    position: usize,
    depth: u32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(json: &'a [u8]) -> Read<Self> {
        // Once for all strings: their ends are ASCII, so that the slices need no second look.
        let text = std::str::from_utf8(json)
            .map_err(|error| ConvertError::damaged("UTF-8", error.valid_up_to()))?;
        Ok(Self {
            text,
            position: 0,
            depth: 0,
            damaged: false,
        })
    }

    pub(super) fn place(&self) -> Place {
        Place {
            position: self.position,
            depth: self.depth,
        }
    }

    /// Whether what was opened at that place is closed.
    pub(super) fn is_past(&self, place: Place) -> bool {
        self.position > place.position && self.depth == place.depth
    }

    /// Goes back, unless the text is damaged: it would be read as something else than before.
    pub(super) fn return_to(&mut self, place: Place) {
        self.depth = place.depth;
        if !self.damaged {
            self.position = place.position;
        }
    }

    #[cold]
    pub(super) fn damaged(&mut self, expected: &'static str) -> ConvertError {
        let error = ConvertError::damaged(expected, self.position);
        self.damaged = true;
        self.position = self.text.len();
        error
    }

    fn rest(&self) -> &'a [u8] {
        self.text
            .as_bytes()
            .get(self.position..)
            .unwrap_or_default()
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.rest();
        // Nearly always, there is none.
        if let Some(&byte) = rest.first()
            && byte > b' '
        {
            return Some(byte);
        }
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let skipped = rest.iter().position(|byte| !blank(byte));
        self.position += skipped.unwrap_or(rest.len());
        self.rest().first().copied()
    }

    fn take(&mut self, byte: u8, expected: &'static str) -> Read {
        if self.peek() == Some(byte) {
            self.position += 1;
            Ok(())
        } else {
            Err(self.damaged(expected))
        }
    }

    /// Takes a bracket that opens.
    pub(super) fn open(&mut self, bracket: u8, expected: &'static str) -> Read {
        if self.depth == MAX_DEPTH {
            return Err(self.damaged("no more than 64 attributes inside each other"));
        }
        self.take(bracket, expected)?;
        self.depth += 1;
        Ok(())
    }

    fn close(&mut self, bracket: u8, expected: &'static str) -> Read {
        self.take(bracket, expected)?;
        self.depth -= 1;
        Ok(())
    }

    /// Goes on to the next element or member. At the end, takes the bracket that closes and says no.
    pub(super) fn has_next(&mut self, first: bool, closing: u8) -> Read<bool> {
        match self.peek() {
            Some(byte) if byte == closing => {
                self.position += 1;
                self.depth -= 1;
                Ok(false)
            }
            Some(_) if first => Ok(true),
            Some(b',') => {
                self.position += 1;
                Ok(true)
            }
            _ if closing == b']' => Err(self.damaged("`,` or `]`")),
            _ => Err(self.damaged("`,` or `}`")),
        }
    }

    pub(super) fn end(mut self) -> Read {
        match self.peek() {
            None if !self.damaged => Ok(()),
            _ => Err(self.damaged("the end")),
        }
    }

    /// Takes the beginning of an attribute, up to its value: `{"S":`.
    pub(super) fn open_attribute(&mut self) -> Read<AttributeType> {
        self.open(b'{', "an attribute, such as `{\"S\":\"x\"}`")?;
        if self.peek() != Some(b'"') {
            return Err(self.damaged("the type of the attribute"));
        }
        let known = match self.rest() {
            [_, b'S', b'"', ..] => Some((AttributeType::S, 3)),
            [_, b'N', b'"', ..] => Some((AttributeType::N, 3)),
            [_, b'M', b'"', ..] => Some((AttributeType::M, 3)),
            [_, b'L', b'"', ..] => Some((AttributeType::L, 3)),
            [_, b'B', b'"', ..] => Some((AttributeType::B, 3)),
            _ => None,
        };
        let attribute_type = if let Some((attribute_type, len)) = known {
            self.position += len;
            attribute_type
        } else {
            AttributeType::from_name(&self.string()?)
        };
        self.take(b':', "`:`")?;
        // A NULL is not looked at any further.
        if attribute_type == AttributeType::Null && !matches!(self.peek(), Some(b't' | b'f')) {
            return Err(self.damaged("`true`"));
        }
        Ok(attribute_type)
    }

    /// Takes the end of an attribute, after its value.
    pub(super) fn close_attribute(&mut self) -> Read {
        self.close(b'}', "`}` after the attribute's only type")
    }

    /// Takes the name of a member and the colon.
    pub(super) fn name(&mut self) -> Read<Cow<'a, str>> {
        if self.peek() != Some(b'"') {
            return Err(self.damaged("the name of a member"));
        }
        let name = self.string()?;
        self.take(b':', "`:`")?;
        Ok(name)
    }

    pub(super) fn bool(&mut self) -> Read<bool> {
        self.peek();
        let rest = self.rest();
        if rest.starts_with(b"true") {
            self.position += 4;
            Ok(true)
        } else if rest.starts_with(b"false") {
            self.position += 5;
            Ok(false)
        } else {
            Err(self.damaged("`true` or `false`"))
        }
    }

    /// Takes a string: borrowed, unless it has escapes.
    pub(super) fn string(&mut self) -> Read<Cow<'a, str>> {
        self.take(b'"', "a string")?;
        let plain = self.plain()?;
        if self.rest()[0] == b'"' {
            self.position += 1;
            return Ok(Cow::Borrowed(plain));
        }
        let mut text = plain.to_owned();
        loop {
            if self.rest()[0] == b'"' {
                self.position += 1;
                return Ok(Cow::Owned(text));
            }
            text.push(self.escape()?);
            text.push_str(self.plain()?);
        }
    }

    /// Takes the part of a string up to its end or the next escape.
    fn plain(&mut self) -> Read<&'a str> {
        let begin = self.position;
        self.position += plain_len(self.rest());
        match self.rest().first() {
            Some(b'"' | b'\\') => Ok(&self.text[begin..self.position]),
            Some(_) => Err(self.damaged("no bare control character")),
            None => Err(self.damaged("the end of a string")),
        }
    }

    fn escape(&mut self) -> Read<char> {
        let Some(&letter) = self.rest().get(1) else {
            return Err(self.damaged("an escape"));
        };
        if letter == b'u' {
            return self.unicode();
        }
        let character = match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            _ => return Err(self.damaged("an escape")),
        };
        self.position += 2;
        Ok(character)
    }

    /// Takes `\u0041`, or two that are a pair of surrogates.
    fn unicode(&mut self) -> Read<char> {
        let unit = |escape: &[u8]| -> Option<u32> {
            let (lead, digits) = escape.split_at_checked(2)?;
            let hex = |byte: &u8| char::from(*byte).to_digit(16);
            let unit = digits
                .iter()
                .try_fold(0, |unit, byte| Some(unit * 16 + hex(byte)?))?;
            (lead == b"\\u").then_some(unit)
        };
        let rest = self.rest();
        let first = rest.get(..6).and_then(unit);
        let second = rest.get(6..12).and_then(unit);
        let (code, len) = match (first, second) {
            (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) => {
                (Some(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)), 12)
            }
            (first, _) => (first, 6),
        };
        let Some(character) = code.and_then(char::from_u32) else {
            return Err(self.damaged("an escaped character"));
        };
        self.position += len;
        Ok(character)
    }

    /// Passes over a value of any kind. It need not be an attribute, and is not followed by recursion.
    pub(super) fn skip_value(&mut self) -> Read {
        let outside = self.depth;
        // Whether each bracket that is open is one of an object, the innermost last.
        let mut objects: u128 = 0;
        loop {
            let object = match self.peek() {
                Some(b'{') => Some(true),
                Some(b'[') => Some(false),
                _ => {
                    self.skip_scalar()?;
                    None
                }
            };
            let mut first = false;
            if let Some(object) = object {
                self.open(if object { b'{' } else { b'[' }, "a value")?;
                objects = objects << 1 | u128::from(object);
                first = true;
            }
            loop {
                if self.depth == outside {
                    return Ok(());
                }
                let object = objects & 1 == 1;
                if self.has_next(first, if object { b'}' } else { b']' })? {
                    if object {
                        self.name()?;
                    }
                    break;
                }
                objects >>= 1;
                first = false;
            }
        }
    }

    fn skip_scalar(&mut self) -> Read {
        match self.peek() {
            Some(b'"') => self.string().map(|_| ()),
            Some(b't' | b'f') => self.bool().map(|_| ()),
            Some(b'n') if self.rest().starts_with(b"null") => {
                self.position += 4;
                Ok(())
            }
            Some(b'-' | b'0'..=b'9') => self.skip_number(),
            _ => Err(self.damaged("a value")),
        }
    }

    fn skip_number(&mut self) -> Read {
        let optional = |reader: &mut Self, bytes: &[u8]| {
            let found = reader
                .rest()
                .first()
                .is_some_and(|byte| bytes.contains(byte));
            reader.position += usize::from(found);
            found
        };
        optional(self, b"-");
        self.skip_digits()?;
        if optional(self, b".") {
            self.skip_digits()?;
        }
        if optional(self, b"eE") {
            optional(self, b"+-");
            self.skip_digits()?;
        }
        Ok(())
    }

    fn skip_digits(&mut self) -> Read {
        let rest = self.rest();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return Err(self.damaged("a digit"));
        }
        self.position += digits;
        Ok(())
    }
}

const ONES: u64 = u64::MAX / 0xff;
const HIGH_BITS: u64 = ONES * 0x80;

/// How many bytes come before the first quote, backslash or control character.
pub(super) fn plain_len(text: &[u8]) -> usize {
    let mut len = 0;
    // A word at a time: a byte underflows, and sets its high bit, if it is what is subtracted or less.
    while let Some(word) = text[len..].first_chunk::<8>() {
        let word = u64::from_le_bytes(*word);
        let zero = |word: u64| word.wrapping_sub(ONES) & !word;
        let found = zero(word ^ (ONES * u64::from(b'"')))
            | zero(word ^ (ONES * u64::from(b'\\')))
            | (word.wrapping_sub(ONES * 0x20) & !word);
        let found = found & HIGH_BITS;
        if found != 0 {
            // The lowest is exact; a borrow can only have touched those above it.
            return len + found.trailing_zeros() as usize / 8;
        }
        len += 8;
    }
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    let rest = &text[len..];
    len + rest.iter().position(special).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w17_the_first_byte_to_escape_is_found_wherever_it_stands() {
        for special in [b'"', b'\\', 0x00, 0x1f] {
            // Neighbours that a sloppy comparison would take for the one that is looked for.
            for plain in [
                b'a', b' ', b'!', b'#', b'[', b']', 0x7f, 0x80, 0xa0, 0xa2, 0xdc, 0xff,
            ] {
                for len in 0..24 {
                    let mut text = vec![plain; len];
                    assert_eq!(plain_len(&text), len, "{plain}");
                    text.push(special);
                    text.extend([special, plain, special]);
                    assert_eq!(plain_len(&text), len, "{plain} {special}");
                }
            }
        }
    }
}
