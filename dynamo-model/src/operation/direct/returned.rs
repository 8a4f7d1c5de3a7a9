//! An item as DynamoDB returned it, whichever form it has.

use aws_sdk_dynamodb::types::AttributeValue;

use crate::attribute::{ConvertError, FromAttribute, FromAttributeOwned, Item, JsonReader};

/// An item that has not been read yet.
pub(crate) enum Returned<'r, 'a> {
    /// As the SDK has read it.
    Map(Item),
    /// In the response: the reader stands before it.
    Json(&'r mut JsonReader<'a>),
}

/// Makes something of an item, or of there being none.
pub(crate) type ReadItem<R> = fn(Option<Returned<'_, '_>>) -> Result<R, ConvertError>;

impl<'a> Returned<'_, 'a> {
    pub(crate) fn read<T: FromAttribute<'a>>(self) -> Result<T, ConvertError> {
        match self {
            Self::Map(item) => T::from_attribute(AttributeValue::M(item)),
            Self::Json(reader) => reader.item(),
        }
    }

    /// Reads the item, and leaves it to be read once more.
    pub(crate) fn peek<T: FromAttribute<'a>>(&self) -> Result<T, ConvertError> {
        match self {
            Self::Map(item) => T::from_attribute(AttributeValue::M(item.clone())),
            Self::Json(reader) => {
                let mut ahead = **reader;
                ahead.item()
            }
        }
    }

    pub(crate) fn skip(self) -> Result<(), ConvertError> {
        match self {
            Self::Map(_) => Ok(()),
            Self::Json(reader) => reader.skip_item(),
        }
    }

    /// Where the item stands, told before it is read.
    pub(crate) fn standing(&self, keys: &[&'static str]) -> Standing<'a> {
        match self {
            Self::Map(item) => Standing::Told(key_of(item, keys)),
            Self::Json(reader) => Standing::Before(**reader),
        }
    }
}

/// Where an item stands that has been read.
pub(crate) enum Standing<'a> {
    Told(Option<Item>),
    Before(JsonReader<'a>),
}

impl Standing<'_> {
    /// The attributes that tell where; none if they are not all there.
    pub(crate) fn key(self, keys: &[&'static str]) -> Option<Item> {
        match self {
            Self::Told(key) => key,
            Self::Before(mut reader) => key_of(&reader.item().ok()?, keys),
        }
    }
}

fn key_of(item: &Item, keys: &[&'static str]) -> Option<Item> {
    let attribute = |name: &&str| Some(((*name).to_owned(), item.get(*name)?.clone()));
    keys.iter().map(attribute).collect()
}

/// All of an item.
pub(crate) fn whole<T: FromAttributeOwned>(item: Returned<'_, '_>) -> Result<T, ConvertError> {
    item.read()
}

/// An item that may be there.
pub(crate) fn perhaps<T: FromAttributeOwned>(
    item: Option<Returned<'_, '_>>,
) -> Result<Option<T>, ConvertError> {
    item.map(Returned::read).transpose()
}

/// Nothing of it.
pub(crate) fn nothing(item: Option<Returned<'_, '_>>) -> Result<(), ConvertError> {
    item.map_or(Ok(()), Returned::skip)
}
