//! An item that is read or sent later, once it is known who wants it.

use std::sync::Arc;

use super::Returned;
use crate::{
    ItemSpec,
    attribute::{
        ConvertError, Item, JsonReader, ToAttribute, item_size, json_item_with, to_item,
        to_json_item, write_json_item,
    },
};

/// An item of an answer that has items of several models, or of a request that may have.
#[derive(Clone)]
#[doc(hidden)]
pub struct Kept(Form);

#[derive(Clone)]
enum Form {
    /// As the SDK has read it.
    Map(Item),
    /// DynamoDB JSON that is known to be right, and the attributes by which it is told whose it is.
    Json { text: Arc<[u8]>, key: Item },
}

/// Room for the JSON of most items.
const ROOM: usize = 1024;

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
            text: text.as_bytes().into(),
            key,
        }))
    }

    /// Writes an item, or the key of one. What can't be written as JSON is told as of the SDK's form.
    pub(crate) fn of_value(
        value: &impl ToAttribute,
        spec: &ItemSpec,
        as_json: bool,
    ) -> Result<Self, ConvertError> {
        if as_json && let Ok(kept) = Self::written(value, spec) {
            return Ok(kept);
        }
        to_item(value).map(Self::of_map)
    }

    fn written(value: &impl ToAttribute, spec: &ItemSpec) -> Result<Self, ConvertError> {
        let mut json = Vec::with_capacity(ROOM);
        write_json_item(value, &mut json)?;
        let partition_key = spec.partition_key.name;
        let keys = [
            partition_key,
            spec.sort_key.map_or(partition_key, |key| key.name),
            // It stays as it is in an item that has it.
            spec.created_at.map_or(partition_key, |stamp| stamp.name),
        ];
        JsonReader::response(&json, |json| Self::of_json(json, &keys))
    }

    /// The same with these attributes in the place of its own of their names, none of which are of the key.
    pub(crate) fn with(self, instead: &Item) -> Result<Self, ConvertError> {
        let form = match self.0 {
            form if instead.is_empty() => form,
            Form::Map(mut item) => {
                item.extend(instead.clone());
                Form::Map(item)
            }
            Form::Json { text, key } => Form::Json {
                text: json_item_with(&text, instead)?.into(),
                key,
            },
        };
        Ok(Self(form))
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
            Form::Json { text, .. } => JsonReader::response(&text, JsonReader::item),
        }
    }

    /// The item in DynamoDB JSON.
    pub(crate) fn into_json(self) -> Result<Arc<[u8]>, ConvertError> {
        match self.0 {
            Form::Map(item) => to_json_item(&item).map(Into::into),
            Form::Json { text, .. } => Ok(text),
        }
    }

    /// Writes the item in DynamoDB JSON.
    pub(crate) fn write(&self, json: &mut Vec<u8>) -> Result<(), ConvertError> {
        match &self.0 {
            Form::Map(item) => write_json_item(item, json),
            Form::Json { text, .. } => {
                json.extend_from_slice(text);
                Ok(())
            }
        }
    }

    /// How many bytes that takes: of both forms the same, so that both are sent in the same requests.
    pub(crate) fn json_len(&self) -> Result<usize, ConvertError> {
        match &self.0 {
            Form::Map(item) => Ok(to_json_item(item)?.len()),
            Form::Json { text, .. } => Ok(text.len()),
        }
    }

    /// The size that DynamoDB counts, if it is more than this.
    pub(crate) fn size_above(&self, most: usize) -> Result<Option<usize>, ConvertError> {
        let size = match &self.0 {
            Form::Map(item) => item_size(item)?,
            // None of what DynamoDB counts takes less.
            Form::Json { text, .. } if text.len() <= most => return Ok(None),
            Form::Json { .. } => item_size(&self.clone().into_item()?)?,
        };
        Ok((size > most).then_some(size))
    }

    /// Reads it. What can't be read is told as of the SDK's form.
    pub(crate) fn read<T>(
        self,
        read: impl Fn(Returned<'_, '_>) -> Result<T, ConvertError>,
    ) -> Result<T, ConvertError> {
        if let Form::Json { text, .. } = &self.0
            && let Ok(value) = JsonReader::response(text, |json| read(Returned::Json(json)))
        {
            return Ok(value);
        }
        read(Returned::Map(self.into_item()?))
    }
}
