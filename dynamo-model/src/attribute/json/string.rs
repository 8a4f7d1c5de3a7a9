//! What is between quotes.

use std::borrow::Cow;

use base64_simd::STANDARD as BASE64;

use super::super::ConvertError;
use super::reader::{Read, Reader};

impl<'a> Reader<'a> {
    /// Takes a string: borrowed, unless it has escapes.
    pub(crate) fn string(&mut self) -> Read<Cow<'a, str>> {
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

    /// Takes bytes in base64. The SDK decodes what is written, where an escape is no base64.
    pub(super) fn base64(&mut self) -> Read<Cow<'a, [u8]>> {
        let text = self.string()?;
        let is_escaped = matches!(text, Cow::Owned(_));
        match BASE64.decode_to_vec(&*text) {
            Ok(bytes) if !(is_escaped && self.strict) => Ok(Cow::Owned(bytes)),
            _ => Err(ConvertError::custom("expected bytes in base64")),
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
