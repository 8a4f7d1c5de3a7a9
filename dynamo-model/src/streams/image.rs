//! The attributes that a record tells, until it is known as what they are to be read.

#[cfg(feature = "streams-sdk")]
use super::sdk;
use crate::{
    DynamoItem,
    attribute::{ConvertError, FromAttribute, FromAttributeOwned, JsonReader, MapSource, Source},
};

/// An item as it was before or after the change, or its key.
#[derive(Clone)]
pub(super) enum Image<'a> {
    /// Stands before it, in the text of the whole event.
    Json(JsonReader<'a>),
    #[cfg(feature = "streams-sdk")]
    Sdk(sdk::Item),
}

impl Image<'_> {
    pub(super) fn read<T: FromAttributeOwned>(self) -> Result<T, ConvertError> {
        match self {
            Self::Json(mut reader) => reader.item(),
            #[cfg(feature = "streams-sdk")]
            Self::Sdk(item) => T::from_attribute(sdk::map(item)?),
        }
    }

    /// An S, without reading what else there is.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self {
            Self::Json(reader) => {
                let mut reader = *reader;
                reader.item_source().map().ok()?.tag(name).ok()
            }
            #[cfg(feature = "streams-sdk")]
            Self::Sdk(item) => item.get(name)?.as_s().ok().cloned(),
        }
    }
}

/// The primary key, read from the attributes of the key alone.
pub(super) struct KeyOf<T: DynamoItem>(pub(super) T::Key);

impl<'a, T: DynamoItem> FromAttribute<'a> for KeyOf<T> {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        T::read_key(source).map(Self)
    }
}

/// What a record tells of an item.
#[derive(Clone)]
pub(super) struct Images<'a> {
    pub(super) keys: Image<'a>,
    pub(super) new: Option<Image<'a>>,
    pub(super) old: Option<Image<'a>>,
}

pub(super) const KEYS: &str = "Keys";
pub(super) const NEW: &str = "NewImage";
pub(super) const OLD: &str = "OldImage";

impl Images<'_> {
    pub(super) fn key<T: DynamoItem>(self) -> Result<T::Key, ConvertError> {
        let key = self.keys.read::<KeyOf<T>>();
        key.map(|key| key.0).map_err(|error| error.in_member(KEYS))
    }

    pub(super) fn take_new<T: FromAttributeOwned>(&mut self) -> Result<Option<T>, ConvertError> {
        read(self.new.take(), NEW)
    }

    pub(super) fn take_old<T: FromAttributeOwned>(&mut self) -> Result<Option<T>, ConvertError> {
        read(self.old.take(), OLD)
    }
}

fn read<T: FromAttributeOwned>(
    image: Option<Image<'_>>,
    name: &'static str,
) -> Result<Option<T>, ConvertError> {
    let value = image.map(Image::read).transpose();
    value.map_err(|error| error.in_member(name))
}
