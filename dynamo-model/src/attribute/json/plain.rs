//! JSON that is not DynamoDB's, around items that are: in the records of a stream, and the numbers of a response.

use super::reader::{Read, Reader};

impl<'a> Reader<'a> {
    /// Takes what `read` takes, or null, which stands for nothing.
    #[cfg(feature = "streams")]
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
    #[cfg(feature = "streams")]
    pub(crate) fn put_aside(&mut self) -> Read<Self> {
        if self.peek() != Some(b'{') {
            return Err(self.damaged("an object"));
        }
        let aside = *self;
        self.skip_value()?;
        Ok(aside)
    }
}
