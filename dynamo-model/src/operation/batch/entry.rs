//! One put or delete of a write batch, without the type of its model.

use std::{any::Any, sync::Arc, time::SystemTime};

use aws_sdk_dynamodb::types::{DeleteRequest, PutRequest, WriteRequest};

use super::super::{
    call::{item_of, of_model},
    invalid::{InvalidRequest, MAX_ITEM_BYTES, Problem},
    item_model::ItemModel,
    managed::Managed,
};
use crate::{
    DynamoItem, Error,
    attribute::{Item, from_item, item_size, to_json_item},
};

/// A write as the user asked for it.
pub(super) struct Entry {
    pub(super) model: ItemModel,
    what: What,
}

enum What {
    Put {
        /// As it is in hand.
        item: Item,
        version: Option<u64>,
        managed: fn(&Item, Option<u64>, SystemTime) -> Result<Managed, Error>,
    },
    Delete {
        key: Item,
        /// The same as the model's own type of keys, which can't be read from an item.
        typed: Arc<dyn Any + Send + Sync>,
    },
}

impl Entry {
    pub(super) fn put<M: DynamoItem>(item: &M) -> Result<Self, Error> {
        Ok(Self {
            model: ItemModel::of::<M>(),
            what: What::Put {
                item: item_of::<M>(item)?,
                version: item.version(),
                managed: |item, version, now| Managed::of_put::<M>(item, version, false, now),
            },
        })
    }

    pub(super) fn delete<M: DynamoItem>(key: M::Key) -> Result<Self, Error> {
        Ok(Self {
            model: ItemModel::of::<M>(),
            what: What::Delete {
                key: item_of::<M>(&key)?,
                typed: Arc::new(key),
            },
        })
    }

    /// The attributes of the key, and others.
    pub(super) fn key(&self) -> &Item {
        match &self.what {
            What::Put { item, .. } => item,
            What::Delete { key, .. } => key,
        }
    }

    /// What is sent.
    pub(super) fn request(&self, now: SystemTime) -> Result<WriteRequest, Error> {
        let request = WriteRequest::builder();
        Ok(match &self.what {
            What::Put {
                item,
                version,
                managed,
            } => {
                let managed = managed(item, *version, now)?;
                let mut item = item.clone();
                item.extend(managed.attributes);
                let put = PutRequest::builder().set_item(Some(item)).build();
                request.put_request(put.expect("it has an item")).build()
            }
            What::Delete { key, .. } => {
                let delete = DeleteRequest::builder().set_key(Some(key.clone())).build();
                let delete = delete.expect("it has a key");
                request.delete_request(delete).build()
            }
        })
    }

    /// The item to be put, as it was in hand, if it is an `M` to be put.
    pub(super) fn as_put<M: DynamoItem>(&self) -> Option<Result<M, Error>> {
        match &self.what {
            What::Put { item, .. } if self.model.is::<M>() => {
                Some(from_item(item.clone()).map_err(of_model::<M>))
            }
            _ => None,
        }
    }

    /// The key to be deleted, if it is one of an `M`.
    pub(super) fn as_delete<M: DynamoItem>(&self) -> Option<M::Key> {
        match &self.what {
            What::Delete { typed, .. } if self.model.is::<M>() => typed.downcast_ref().cloned(),
            _ => None,
        }
    }
}

/// What the JSON around an item takes at the most.
const AROUND: usize = 64;
/// How many bytes of JSON a byte of an item takes at the most: an attribute of one letter with an empty text is
/// `"a":{"S":""},`.
const JSON_PER_BYTE: usize = 16;
/// Items that are so small in any case that they need no counting.
const SMALL: usize = 4096;

/// How many bytes a write takes in a request, or more. DynamoDB takes an item of 400 KB that is much larger in JSON.
pub(super) fn wire_bytes(model: &ItemModel, request: &WriteRequest) -> Result<usize, Error> {
    let of_model = |error: crate::attribute::ConvertError| error.of_model(model.name());
    let (put, delete) = (request.put_request(), request.delete_request());
    let Some(item) = put.map(PutRequest::item).or(delete.map(DeleteRequest::key)) else {
        return Ok(AROUND);
    };
    let size = refuse_too_large(model, item)?;
    if size < SMALL {
        return Ok(AROUND + size * JSON_PER_BYTE);
    }
    Ok(AROUND + to_json_item(item).map_err(of_model)?.len())
}

/// The size of an item that DynamoDB takes.
pub(in super::super) fn refuse_too_large(model: &ItemModel, item: &Item) -> Result<usize, Error> {
    let size = item_size(item).map_err(|error| error.of_model(model.name()))?;
    if size > MAX_ITEM_BYTES {
        let problem = Problem::ItemTooLarge(size);
        return Err(InvalidRequest::new(Some(model.name()), problem).into());
    }
    Ok(size)
}
