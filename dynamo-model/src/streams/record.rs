//! One record of a stream: what happened, when, and to which item, which is not read yet.

use std::{borrow::Cow, fmt, time::SystemTime};

use super::{Cause, StreamError, image::Images};
use crate::{
    DynamoItem,
    attribute::{ConvertError, FromAttributeOwned},
};

/// One record of a stream: what happened to one item.
///
/// From Lambda's event with [`records`](super::records), from the SDK with `Record::from_sdk`. What it tells of the item is
/// read when it is asked for, as the type that is asked for.
#[derive(Clone)]
pub struct Record<'a> {
    pub(super) what: What,
    pub(super) event_id: Option<Cow<'a, str>>,
    pub(super) sequence_number: Cow<'a, str>,
    pub(super) created: Option<SystemTime>,
    pub(super) size_bytes: Option<u64>,
    pub(super) region: Option<Cow<'a, str>>,
    pub(super) source_arn: Option<Cow<'a, str>>,
    pub(super) images: Images<'a>,
}

/// What a record means for whoever reads its images.
#[derive(Clone, Copy)]
pub(super) struct What {
    pub(super) event_name: EventName,
    pub(super) view_type: Option<StreamViewType>,
    /// If it was deleted.
    pub(super) cause: Cause,
}

/// What was done to an item. The member `eventName` of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventName {
    /// `INSERT`: there was no such item before.
    Insert,
    /// `MODIFY`: the item was changed or replaced.
    Modify,
    /// `REMOVE`: the item was deleted.
    Remove,
}

impl EventName {
    pub(super) fn from_name(name: &str) -> Result<Self, ConvertError> {
        Ok(match name {
            "INSERT" => Self::Insert,
            "MODIFY" => Self::Modify,
            "REMOVE" => Self::Remove,
            _ => {
                return Err(ConvertError::custom(format_args!(
                    "expected INSERT, MODIFY or REMOVE, found `{name}`"
                )));
            }
        })
    }

    /// DynamoDB's own name: `INSERT`, `MODIFY` or `REMOVE`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Insert => "INSERT",
            Self::Modify => "MODIFY",
            Self::Remove => "REMOVE",
        }
    }
}

/// What a stream tells of an item besides its key. The member `StreamViewType` of a record, and the option
/// `stream_view_type` of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StreamViewType {
    /// `KEYS_ONLY`: nothing.
    KeysOnly,
    /// `NEW_IMAGE`: the item after the change.
    NewImage,
    /// `OLD_IMAGE`: the item before the change.
    OldImage,
    /// `NEW_AND_OLD_IMAGES`: both.
    NewAndOldImages,
}

impl StreamViewType {
    /// None for one that came later: what it tells is there to be seen.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let all = [
            Self::KeysOnly,
            Self::NewImage,
            Self::OldImage,
            Self::NewAndOldImages,
        ];
        all.into_iter().find(|view| view.as_str() == name)
    }

    /// DynamoDB's own name, such as `NEW_AND_OLD_IMAGES`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::KeysOnly => "KEYS_ONLY",
            Self::NewImage => "NEW_IMAGE",
            Self::OldImage => "OLD_IMAGE",
            Self::NewAndOldImages => "NEW_AND_OLD_IMAGES",
        }
    }
}

impl Record<'_> {
    /// What was done to the item.
    #[must_use]
    pub fn event_name(&self) -> EventName {
        self.what.event_name
    }

    /// The id of the record, the same however often it is delivered.
    #[must_use]
    pub fn event_id(&self) -> Option<&str> {
        self.event_id.as_deref()
    }

    /// The place of the record in its shard, by which Lambda is told of failures.
    #[must_use]
    pub fn sequence_number(&self) -> &str {
        &self.sequence_number
    }

    /// When the record was made, to the second.
    #[must_use]
    pub fn approximate_creation_time(&self) -> Option<SystemTime> {
        self.created
    }

    /// How large the record is.
    #[must_use]
    pub fn size_bytes(&self) -> Option<u64> {
        self.size_bytes
    }

    /// What the stream tells of an item besides its key.
    #[must_use]
    pub fn view_type(&self) -> Option<StreamViewType> {
        self.what.view_type
    }

    /// The region in which the record was fetched.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// The ARN of the stream. Lambda tells it, the SDK does not.
    #[must_use]
    pub fn source_arn(&self) -> Option<&str> {
        self.source_arn.as_deref()
    }

    /// The name of the table, from the ARN of the stream.
    #[must_use]
    pub fn table_name(&self) -> Option<&str> {
        // arn:aws:dynamodb:eu-west-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000
        let (_, table) = self.source_arn()?.split_once(":table/")?;
        table.split('/').next()
    }

    /// An attribute that is an S, from the newest image or else from the key; none if there is no such attribute.
    ///
    /// It tells which model's item this is, before it is read: by the tag of the item, or by its partition key.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        let Images { keys, new, old } = &self.images;
        let told = [new.as_ref(), old.as_ref(), Some(keys)];
        told.into_iter()
            .flatten()
            .find_map(|image| image.text(name))
    }

    /// The item's primary key, which streams of any view type tell.
    ///
    /// # Errors
    ///
    /// It is no key of such an item: the error tells the path, such as `Keys.account`.
    pub fn key<T: DynamoItem>(&self) -> Result<T::Key, StreamError> {
        let key = self.images.clone().key::<T>();
        key.map_err(StreamError::of_model::<T>)
    }

    /// The item after the change, as any type that can be read from it; none if it was deleted, or if the stream does
    /// not tell.
    ///
    /// # Errors
    ///
    /// The image does not hold such a value: the error tells the path, such as `NewImage.total`.
    pub fn new_image<T: FromAttributeOwned>(&self) -> Result<Option<T>, StreamError> {
        self.images.clone().take_new().map_err(StreamError::Convert)
    }

    /// The item before the change, as any type that can be read from it; none if there was no such item, or if the
    /// stream does not tell.
    ///
    /// # Errors
    ///
    /// The image does not hold such a value: the error tells the path, such as `OldImage.total`.
    pub fn old_image<T: FromAttributeOwned>(&self) -> Result<Option<T>, StreamError> {
        self.images.clone().take_old().map_err(StreamError::Convert)
    }
}

/// What users store is theirs: it is not told.
impl fmt::Debug for Record<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("event_name", &self.what.event_name)
            .field("event_id", &self.event_id)
            .field("sequence_number", &self.sequence_number)
            .field("view_type", &self.what.view_type)
            .field("source_arn", &self.source_arn)
            .finish_non_exhaustive()
    }
}
