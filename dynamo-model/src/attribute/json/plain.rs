//! JSON that is not DynamoDB's, around items that are: what the records of a stream are wrapped in.

use super::super::ConvertError;
use super::reader::{Read, Reader};

impl<'a> Reader<'a> {
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

    /// Takes what `read` takes, or null, which stands for nothing.
    pub(crate) fn optional<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Read<T>,
    ) -> Read<Option<T>> {
        if self.peek() == Some(b'n') {
            self.skip_scalar()?;
            return Ok(None);
        }
        read(self).map(Some)
    }

    /// Takes a number, as its text.
    pub(crate) fn number(&mut self) -> Read<&'a str> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.damaged("a number"));
        }
        let begin = self.position;
        self.skip_number()?;
        Ok(&self.text[begin..self.position])
    }

    /// Takes an object, and gives what reads it.
    pub(crate) fn put_aside(&mut self) -> Result<Self, ConvertError> {
        if self.peek() != Some(b'{') {
            return Err(self.damaged("an object"));
        }
        let aside = *self;
        self.skip_value()?;
        Ok(aside)
    }
}
