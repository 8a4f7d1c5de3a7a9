//! An item that is read later, once it is known who wants it.

use super::Returned;
use crate::attribute::{ConvertError, Item, JsonReader};

/// An item of an answer that has items of several models.
#[derive(Clone)]
#[doc(hidden)]
pub struct Kept(Form);

#[derive(Clone)]
enum Form {
    /// As the SDK has read it.
    Map(Item),
    /// DynamoDB JSON that is known to be right, and the attributes by which it is told whose it is.
    Json { text: Box<str>, key: Item },
}

impl Kept {
    pub(crate) fn of_map(item: Item) -> Self {
        Self(Form::Map(item))
    }

    /// Keeps the item before which the reader stands.
    pub(crate) fn of_json(
        json: &mut JsonReader<'_>,
        keys: &[&'static str],
    ) -> Result<Self, ConvertError> {
        let mut key = Item::new();
        let text = json.kept(|json| {
            json.object(|json, name| {
                if keys.contains(&name) {
                    key.insert(name.to_owned(), json.attribute()?);
                    Ok(())
                } else {
                    json.skip_attribute()
                }
            })
        })?;
        Ok(Self(Form::Json {
            text: text.into(),
            key,
        }))
    }

    /// The attributes of the key, perhaps with others.
    pub(crate) fn key(&self) -> &Item {
        match &self.0 {
            Form::Map(item) => item,
            Form::Json { key, .. } => key,
        }
    }

    /// The item in the SDK's form.
    pub(crate) fn into_item(self) -> Result<Item, ConvertError> {
        match self.0 {
            Form::Map(item) => Ok(item),
            Form::Json { text, .. } => JsonReader::response(text.as_bytes(), JsonReader::item),
        }
    }

    /// Reads it. What can't be read is told as of the SDK's form.
    pub(crate) fn read<T>(
        self,
        read: impl Fn(Returned<'_, '_>) -> Result<T, ConvertError>,
    ) -> Result<T, ConvertError> {
        if let Form::Json { text, .. } = &self.0
            && let Ok(value) =
                JsonReader::response(text.as_bytes(), |json| read(Returned::Json(json)))
        {
            return Ok(value);
        }
        read(Returned::Map(self.into_item()?))
    }
}
