//! Text is an S; an empty one is kept.

use std::{borrow::Cow, rc::Rc, sync::Arc};

use super::{
    Attribute, ConvertError, FromAttribute, MapKey, SetElement, Sink, Source, ToAttribute, kind,
};

macro_rules! texts {
    ($($text:ty),*) => {$(
        impl Attribute for $text {
            type Kind = kind::Text;
        }

        impl ToAttribute for $text {
            #[inline]
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
            #[inline]
            fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
                source.string().map(|text| text.into_owned().into())
            }
        }
    )*};
}

owned_texts!(String, Box<str>, Arc<str>, Rc<str>);

/// Borrows from a source that lends its text.
impl<'a> FromAttribute<'a> for Cow<'a, str> {
    #[inline]
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        source.string()
    }
}

/// A type that is written as text of no more than 36 bytes: an S, an element of an SS and the key of a map.
pub(super) trait ShortText: Sized {
    fn write<'b>(&self, buffer: &'b mut [u8; 36]) -> &'b str;

    fn read(text: &str) -> Result<Self, ConvertError>;
}

macro_rules! short_texts {
    ($($text:ty),*) => {$(
        impl Attribute for $text {
            type Kind = kind::Text;
        }

        impl ToAttribute for $text {
            fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
                sink.string(ShortText::write(self, &mut [0; 36]))
            }
        }

        impl<'a> FromAttribute<'a> for $text {
            fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
                ShortText::read(&source.string()?)
            }
        }

        impl SetElement for $text {
            fn write_set<'i, S: Sink>(
                items: impl Iterator<Item = &'i Self>,
                sink: S,
            ) -> Result<S::Ok, ConvertError> {
                sink.string_set(items.map(MapKey::to_key))
            }

            fn read_set<'a, S: Source<'a>>(
                source: S,
                mut each: impl FnMut(Self),
            ) -> Result<(), ConvertError> {
                source.string_set(|text| {
                    each(ShortText::read(&text)?);
                    Ok(())
                })
            }
        }

        impl MapKey for $text {
            fn to_key(&self) -> Cow<'_, str> {
                ShortText::write(self, &mut [0; 36]).to_owned().into()
            }

            fn from_key(text: Cow<'_, str>) -> Result<Self, ConvertError> {
                ShortText::read(&text)
            }
        }
    )*};
}

impl ShortText for char {
    fn write<'b>(&self, buffer: &'b mut [u8; 36]) -> &'b str {
        self.encode_utf8(buffer)
    }

    fn read(text: &str) -> Result<Self, ConvertError> {
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(ConvertError::custom(format_args!(
                "expected one character, found {text:?}"
            ))),
        }
    }
}

short_texts!(char);
#[cfg(feature = "ulid")]
short_texts!(ulid::Ulid);
#[cfg(feature = "uuid")]
short_texts!(uuid::Uuid);
