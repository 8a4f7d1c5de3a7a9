//! `bool` is a BOOL.

use super::{Attribute, ConvertError, FromAttribute, Sink, Source, ToAttribute, kind};

impl Attribute for bool {
    type Kind = kind::Bool;
}

impl ToAttribute for bool {
    #[inline]
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        sink.bool(*self)
    }
}

impl<'a> FromAttribute<'a> for bool {
    #[inline]
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        source.bool()
    }
}
