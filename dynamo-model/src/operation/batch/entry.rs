//! One put or delete of a write batch, without the type of its model.

use std::{any::Any, sync::Arc, time::SystemTime};

use aws_sdk_dynamodb::types::{DeleteRequest, PutRequest, WriteRequest};

use super::super::{
    call::{kept_of, of_model},
    direct::{Kept, whole},
    invalid::{InvalidRequest, MAX_ITEM_BYTES, Problem},
    item_model::ItemModel,
    managed::Managed,
};
use crate::{
    DynamoItem, Error,
    attribute::{ConvertError, Item},
};

/// A write as the user asked for it.
pub(super) struct Entry {
    pub(super) model: ItemModel,
    /// The item to be put, as it was in hand, or the key to be deleted.
    kept: Kept,
    what: What,
}

enum What {
    Put {
        version: Option<u64>,
        managed: fn(&Item, Option<u64>, SystemTime) -> Result<Managed, Error>,
    },
    /// The model's own type of keys, which can't be read from an item.
    Delete(Arc<dyn Any + Send + Sync>),
}

impl Entry {
    /// Kept as JSON, or in the SDK's form.
    pub(super) fn put<M: DynamoItem>(item: &M, json: bool) -> Result<Self, Error> {
        Ok(Self {
            model: ItemModel::of::<M>(),
            kept: kept_of::<M>(item, json)?,
            what: What::Put {
                version: item.version(),
                managed: |item, version, now| Managed::of_put::<M>(item, version, false, now),
            },
        })
    }

    pub(super) fn delete<M: DynamoItem>(key: M::Key, json: bool) -> Result<Self, Error> {
        Ok(Self {
            model: ItemModel::of::<M>(),
            kept: kept_of::<M>(&key, json)?,
            what: What::Delete(Arc::new(key)),
        })
    }

    /// The attributes of the key, and others.
    pub(super) fn key(&self) -> &Item {
        self.kept.key()
    }

    /// What is sent in the place of what was in hand; none if that is sent as it is.
    pub(super) fn renewed(&self, now: SystemTime) -> Result<Option<Kept>, Error> {
        let What::Put { version, managed } = &self.what else {
            return Ok(None);
        };
        let managed = managed(self.key(), *version, now)?.attributes;
        if managed.is_empty() {
            return Ok(None);
        }
        let renewed = self.kept.clone().with(&managed);
        Ok(Some(renewed.map_err(|error| self.error(error))?))
    }

    /// How many bytes it takes in a request, at the most.
    pub(super) fn wire_bytes(&self, renewed: Option<&Kept>) -> Result<usize, Error> {
        let sent = renewed.unwrap_or(&self.kept);
        refuse_too_large(&self.model, sent)?;
        let bytes = sent.json_len().map_err(|error| self.error(error))?;
        Ok(AROUND + bytes)
    }

    /// Writes it in the form of a request.
    pub(super) fn write(&self, renewed: Option<&Kept>, json: &mut Vec<u8>) -> Result<(), Error> {
        json.extend_from_slice(match self.what {
            What::Put { .. } => br#"{"PutRequest":{"Item":"#,
            What::Delete(_) => br#"{"DeleteRequest":{"Key":"#,
        });
        let written = renewed.unwrap_or(&self.kept).write(json);
        json.extend_from_slice(b"}}");
        written.map_err(|error| self.error(error))
    }

    /// The same as the SDK has it.
    pub(super) fn request(&self, renewed: Option<Kept>) -> Result<WriteRequest, Error> {
        let item = renewed.unwrap_or_else(|| self.kept.clone()).into_item();
        let item = Some(item.map_err(|error| self.error(error))?);
        let request = WriteRequest::builder();
        Ok(match &self.what {
            What::Put { .. } => {
                let put = PutRequest::builder().set_item(item).build();
                request.put_request(put.expect("it has an item")).build()
            }
            What::Delete(_) => {
                let delete = DeleteRequest::builder().set_key(item).build();
                let delete = delete.expect("it has a key");
                request.delete_request(delete).build()
            }
        })
    }

    /// The item to be put, as it was in hand, if it is an `M` to be put.
    pub(super) fn as_put<M: DynamoItem>(&self) -> Option<Result<M, Error>> {
        match &self.what {
            What::Put { .. } if self.model.is::<M>() => {
                Some(self.kept.clone().read(whole).map_err(of_model::<M>))
            }
            _ => None,
        }
    }

    /// The key to be deleted, if it is one of an `M`.
    pub(super) fn as_delete<M: DynamoItem>(&self) -> Option<M::Key> {
        match &self.what {
            What::Delete(typed) if self.model.is::<M>() => typed.downcast_ref().cloned(),
            _ => None,
        }
    }

    fn error(&self, error: ConvertError) -> Error {
        error.of_model(self.model.name()).into()
    }
}

/// What the JSON around an item takes at the most.
const AROUND: usize = 64;

/// DynamoDB takes an item of 400 KB, which is much larger in JSON.
pub(in super::super) fn refuse_too_large(model: &ItemModel, item: &Kept) -> Result<(), Error> {
    let above = item.size_above(MAX_ITEM_BYTES);
    match above.map_err(|error| error.of_model(model.name()))? {
        None => Ok(()),
        Some(size) => {
            Err(InvalidRequest::new(Some(model.name()), Problem::ItemTooLarge(size)).into())
        }
    }
}
