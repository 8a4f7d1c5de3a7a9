//! `Bytes` is a B.

use ::bytes::Bytes;

use super::{Attribute, ConvertError, FromAttribute, Sink, Source, ToAttribute, kind};

impl Attribute for Bytes {
    type Kind = kind::Binary;
}

impl ToAttribute for Bytes {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        sink.binary(self)
    }
}

impl<'a> FromAttribute<'a> for Bytes {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        source.binary().map(|bytes| bytes.into_owned().into())
    }
}
