//! The JSON around items: what a response of DynamoDB is made of besides attributes. It is read as the SDK reads it, so
//! that whatever is read here is what the SDK would have read; what the SDK reads and this does not, is an error.

use std::str::FromStr;

use super::super::ConvertError;
use super::reader::Reader;

impl<'a> Reader<'a> {
    /// Reads all of a response. What nobody reads of its items has to be right, too.
    pub(crate) fn response<T>(
        json: &'a [u8],
        read: impl FnOnce(&mut Self) -> Result<T, ConvertError>,
    ) -> Result<T, ConvertError> {
        let mut reader = Self::new(json)?;
        reader.strict = true;
        let value = read(&mut reader)?;
        reader.end()?;
        Ok(value)
    }

    /// How far it has read.
    pub(crate) fn position(&self) -> usize {
        self.position
    }

    /// What `pass` passes over, to be read again as often as one likes. Of a type that is not known there is nothing to be
    /// read.
    pub(crate) fn kept(
        &mut self,
        pass: impl FnOnce(&mut Self) -> Result<(), ConvertError>,
    ) -> Result<&'a str, ConvertError> {
        let begin = self.position;
        pass(self)?;
        if self.any_unknown {
            return Err(self.unusual());
        }
        Ok(&self.text[begin..self.position])
    }

    /// Reads a number.
    pub(crate) fn parsed<T: FromStr>(&mut self) -> Result<T, ConvertError> {
        let text = self.number()?;
        text.parse().map_err(|_| self.unusual())
    }

    /// What only the SDK knows what to make of.
    pub(crate) fn unusual(&mut self) -> ConvertError {
        self.damaged("what DynamoDB ordinarily answers")
    }

    /// Fills a place. The second of two values of one name counts, which the SDK is left to see to.
    pub(crate) fn once<T>(&mut self, place: &mut Option<T>, value: T) -> Result<(), ConvertError> {
        match place.replace(value) {
            None => Ok(()),
            Some(_) => Err(self.unusual()),
        }
    }
}
