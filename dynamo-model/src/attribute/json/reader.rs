//! Finds its way through JSON, and knows where it stands and how deep. Once the text is seen to be damaged, it stands
//! at the end and nothing more can be read. What is between quotes is in `string`.

use std::borrow::Cow;

use super::super::{AttributeType, ConvertError};

/// Every attribute in a list or a map takes two. DynamoDB nests 32 attributes; twice that is nothing for a stack.
const MAX_DEPTH: u32 = 128;

pub(super) type Read<T = ()> = Result<T, ConvertError>;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) position: usize,
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
    pub(crate) fn new(json: &'a [u8]) -> Read<Self> {
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

    pub(super) fn rest(&self) -> &'a [u8] {
        self.text
            .as_bytes()
            .get(self.position..)
            .unwrap_or_default()
    }

    /// The next byte that is not white space.
    pub(super) fn peek(&mut self) -> Option<u8> {
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

    pub(super) fn take(&mut self, byte: u8, expected: &'static str) -> Read {
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

    pub(crate) fn end(mut self) -> Read {
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

    /// Passes over a value of any kind. It need not be an attribute, and is not followed by recursion.
    pub(crate) fn skip_value(&mut self) -> Read {
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

    pub(super) fn skip_scalar(&mut self) -> Read {
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

    pub(super) fn skip_number(&mut self) -> Read {
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
