//! Text is an S; an empty one is kept.

use std::{borrow::Cow, rc::Rc, sync::Arc};

use super::{Attribute, ConvertError, FromAttribute, Sink, Source, ToAttribute, kind};

macro_rules! texts {
    ($($text:ty),*) => {$(
        impl Attribute for $text {
            type Kind = kind::Text;
        }

        impl ToAttribute for $text {
            fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
                sink.string(self)
            }
        }
    )*};
}

texts!(str, String, Box<str>, Arc<str>, Rc<str>, Cow<'_, str>);

macro_rules! owned_texts {
    ($($text:ty),*) => {$(
        impl<'a> FromAttribute<'a> for $text {
            fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
                source.string().map(|text| text.into_owned().into())
            }
        }
    )*};
}

owned_texts!(String, Box<str>, Arc<str>, Rc<str>);

/// Borrows from a source that lends its text.
impl<'a> FromAttribute<'a> for Cow<'a, str> {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        source.string()
    }
}

impl Attribute for char {
    type Kind = kind::Text;
}

impl ToAttribute for char {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        sink.string(self.encode_utf8(&mut [0; 4]))
    }
}

impl<'a> FromAttribute<'a> for char {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        let text = source.string()?;
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(ConvertError::custom(format_args!(
                "expected one character, found {text:?}"
            ))),
        }
    }
}
