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
    pub(super) depth: u32,
    damaged: bool,
    /// Whether what nobody reads has to be right, too.
    pub(super) strict: bool,
    /// Whether an attribute of an unknown type was passed over.
    pub(super) any_unknown: bool,
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
            strict: false,
            any_unknown: false,
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

    /// Takes an object. `each` takes the value of the member of that name.
    pub(crate) fn object(&mut self, mut each: impl FnMut(&mut Self, &str) -> Read) -> Read {
        self.open(b'{', "an object")?;
        let mut first = true;
        while self.has_next(first, b'}')? {
            first = false;
            let name = self.name()?;
            each(self, &name).map_err(|error| error.in_member(name.into_owned()))?;
        }
        Ok(())
    }

    /// Takes an array. `each` takes an element.
    pub(crate) fn array<T>(&mut self, mut each: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        self.open(b'[', "an array")?;
        let mut elements = Vec::new();
        while self.has_next(elements.is_empty(), b']')? {
            let element = each(self).map_err(|error| error.in_element(elements.len()))?;
            elements.push(element);
        }
        Ok(elements)
    }
}
