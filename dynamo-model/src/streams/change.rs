//! What happened to an item, typed.

use super::{
    StreamError,
    image::{Images, NEW, OLD},
    record::{EventName, Record, StreamViewType, What},
};
use crate::{
    DynamoItem, DynamoModel,
    attribute::{ConvertError, FromAttributeOwned},
};

/// What happened to an item, from a stream of the view type `NEW_AND_OLD_IMAGES`.
///
/// Made by [`Record::change`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<T> {
    /// There was no item of this key before.
    Created {
        /// The item as it is now.
        new: T,
    },
    /// The item was changed, or put in the place of another one of the same key.
    Modified {
        /// The item before.
        old: T,
        /// The item after.
        new: T,
    },
    /// The item was deleted.
    Removed {
        /// The item as it last was.
        old: T,
        /// Who deleted it.
        cause: Cause,
    },
}

/// Who deleted an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A request, whoever sent it.
    ///
    /// In a global table, that is also what the other regions see of a deletion by the time to live: only the stream of
    /// the region that deleted the item tells why.
    User,
    /// DynamoDB, because the item's time to live was over.
    TimeToLive,
}

impl<T> Change<T> {
    /// The item as it is now, or as it last was.
    #[must_use]
    pub fn latest(&self) -> &T {
        match self {
            Self::Created { new } | Self::Modified { new, .. } => new,
            Self::Removed { old, .. } => old,
        }
    }

    /// Like [`Change::latest`], without the rest.
    #[must_use]
    pub fn into_latest(self) -> T {
        match self {
            Self::Created { new } | Self::Modified { new, .. } => new,
            Self::Removed { old, .. } => old,
        }
    }
}

impl<T: DynamoItem> Change<T> {
    /// The primary key, which no change touches.
    #[must_use]
    pub fn key(&self) -> T::Key {
        self.latest().key()
    }
}

/// What happened to an item, as far as a stream of any view type tells.
///
/// Made by [`Record::partial_change`].
///
/// ```
/// use dynamo_model::{prelude::*, streams::{PartialChange, Record, StreamError}};
///
/// #[derive(DynamoModel)]
/// #[dynamo(
///     meta(table_name = "shop", stream_view_type = "KEYS_ONLY"),
///     key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
/// )]
/// struct Order {
///     org: String,
///     number: u32,
/// }
///
/// let record = Record::from_json(br#"{
///     "eventName": "REMOVE",
///     "dynamodb": {
///         "Keys": {"pk": {"S": "ORG#acme"}, "sk": {"S": "ORDER#0000000007"}},
///         "SequenceNumber": "111", "StreamViewType": "KEYS_ONLY"
///     }
/// }"#)?;
/// let change = record.partial_change::<Order>()?;
/// assert!(matches!(change, PartialChange::Removed { .. }));
/// assert_eq!((change.key().org.as_str(), change.key().number), ("acme", 7));
/// # Ok::<(), StreamError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartialChange<T: DynamoItem> {
    /// There was no item of this key before.
    Created {
        /// The primary key.
        key: T::Key,
        /// The item as it is now, with `NEW_IMAGE` and `NEW_AND_OLD_IMAGES`.
        new: Option<T>,
    },
    /// The item was changed, or put in the place of another one of the same key.
    Modified {
        /// The primary key.
        key: T::Key,
        /// The item before, with `OLD_IMAGE` and `NEW_AND_OLD_IMAGES`.
        old: Option<T>,
        /// The item after, with `NEW_IMAGE` and `NEW_AND_OLD_IMAGES`.
        new: Option<T>,
    },
    /// The item was deleted.
    Removed {
        /// The primary key.
        key: T::Key,
        /// The item as it last was, with `OLD_IMAGE` and `NEW_AND_OLD_IMAGES`.
        old: Option<T>,
        /// Who deleted it.
        cause: Cause,
    },
}

impl<T: DynamoItem> PartialChange<T> {
    /// The primary key, which no change touches.
    #[must_use]
    pub fn key(&self) -> &T::Key {
        match self {
            Self::Created { key, .. } | Self::Modified { key, .. } | Self::Removed { key, .. } => {
                key
            }
        }
    }
}

impl Record<'_> {
    /// The change of an item that is a `T`, of a stream that tells both of its images.
    ///
    /// # Errors
    ///
    /// The stream has another view type, or an image is no such item: the error tells the path, such as `NewImage.total`.
    pub fn change<T: DynamoModel + FromAttributeOwned>(&self) -> Result<Change<T>, StreamError> {
        self.what.change(self.images.clone())
    }

    /// Like [`Record::change`], and moves what it can from a record of the SDK. A record of JSON is borrowed anyway.
    ///
    /// # Errors
    ///
    /// As for [`Record::change`].
    pub fn into_change<T: DynamoModel + FromAttributeOwned>(
        self,
    ) -> Result<Change<T>, StreamError> {
        self.what.change(self.images)
    }

    /// The change of an item that is a `T`, of a stream of any view type.
    ///
    /// # Errors
    ///
    /// The key or an image is none of such an item: the error tells the path, such as `Keys.account`.
    pub fn partial_change<T: DynamoItem>(&self) -> Result<PartialChange<T>, StreamError> {
        self.what.partial_change(self.images.clone())
    }

    /// Like [`Record::partial_change`], and moves what it can from a record of the SDK.
    ///
    /// # Errors
    ///
    /// As for [`Record::partial_change`].
    pub fn into_partial_change<T: DynamoItem>(self) -> Result<PartialChange<T>, StreamError> {
        self.what.partial_change(self.images)
    }
}

impl What {
    fn change<T: DynamoModel + FromAttributeOwned>(
        self,
        mut images: Images<'_>,
    ) -> Result<Change<T>, StreamError> {
        let model = T::TABLE.model();
        // With the first record, not with the first that happens to need what is not told.
        if let Some(view_type) = self.view_type
            && view_type != StreamViewType::NewAndOldImages
        {
            return Err(StreamError::ViewType { model, view_type });
        }
        let mut change = || {
            Ok(match self.event_name {
                EventName::Insert => Change::Created {
                    new: required(images.take_new()?, NEW)?,
                },
                EventName::Modify => Change::Modified {
                    old: required(images.take_old()?, OLD)?,
                    new: required(images.take_new()?, NEW)?,
                },
                EventName::Remove => Change::Removed {
                    old: required(images.take_old()?, OLD)?,
                    cause: self.cause,
                },
            })
        };
        change().map_err(StreamError::of_model::<T>)
    }

    fn partial_change<T: DynamoItem>(
        self,
        mut images: Images<'_>,
    ) -> Result<PartialChange<T>, StreamError> {
        let change = || {
            let new: Option<T> = images.take_new()?;
            let old: Option<T> = images.take_old()?;
            let key = match new.as_ref().or(old.as_ref()) {
                Some(item) => item.key(),
                None => images.key::<T>()?,
            };
            Ok(match self.event_name {
                EventName::Insert => PartialChange::Created { key, new },
                EventName::Modify => PartialChange::Modified { key, old, new },
                EventName::Remove => PartialChange::Removed {
                    key,
                    old,
                    cause: self.cause,
                },
            })
        };
        change().map_err(StreamError::of_model::<T>)
    }
}

fn required<T>(image: Option<T>, name: &'static str) -> Result<T, ConvertError> {
    image.ok_or_else(|| {
        ConvertError::custom("is required, but the record does not have it").in_member(name)
    })
}
