//! What makes a model's values items: a key, and attributes that the library manages. As constant data and conversions;
//! what is sent is for the operations.

use std::time::SystemTime;

use crate::{
    DynamoModel,
    attribute::{
        AttributeType, Codec, ConvertError, FromAttributeOwned, Source, Timestamp, ToAttribute,
        kind::KeyValue,
    },
};

/// A model with a key: its values are the items of a table. Implemented by `#[derive(DynamoModel)]` for every struct
/// with a `#[dynamo(partition_key)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no key, so it has no items",
    label = "no field of `{Self}` has `#[dynamo(partition_key)]`",
    note = "write `#[dynamo(partition_key)]` on the field that is the partition key of the table"
)]
pub trait DynamoItem: DynamoModel + ToAttribute + FromAttributeOwned {
    /// The primary key, as a struct of its own.
    type Key: ToAttribute + Clone + Send;

    /// The names of the attributes that are more than data.
    const ITEM: &'static ItemSpec;

    /// The primary key of this item.
    fn key(&self) -> Self::Key;

    /// The version in hand; none without a `#[dynamo(version)]`.
    #[doc(hidden)]
    fn version(&self) -> Option<u64> {
        None
    }

    /// Takes over what the library wrote in the place of managed attributes.
    #[doc(hidden)]
    fn adopt<'a, S: Source<'a>>(&mut self, _managed: S) -> Result<(), ConvertError> {
        Ok(())
    }
}

/// Which attributes of an item are more than data.
#[derive(Debug, Clone, Copy)]
pub struct ItemSpec {
    pub(crate) partition_key: KeyAttribute,
    pub(crate) sort_key: Option<KeyAttribute>,
    pub(crate) version: Option<&'static str>,
    pub(crate) ttl: Option<&'static str>,
    pub(crate) created_at: Option<Stamp>,
    pub(crate) updated_at: Option<Stamp>,
}

/// An attribute of the primary key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyAttribute {
    pub(crate) name: &'static str,
    pub(crate) key_type: AttributeType,
}

/// A time that the library sets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stamp {
    pub(crate) name: &'static str,
    pub(crate) write: WriteStamp,
}

/// Writes a time as the field's type and form say.
#[cfg(feature = "client")]
pub(crate) type WriteStamp =
    fn(SystemTime) -> Result<aws_sdk_dynamodb::types::AttributeValue, ConvertError>;
#[cfg(not(feature = "client"))]
pub(crate) type WriteStamp = fn(SystemTime) -> Result<(), ConvertError>;

impl ItemSpec {
    /// An item whose partition key is stored under this name.
    #[must_use]
    pub const fn new<T: KeyValue>(name: &'static str) -> Self {
        Self {
            partition_key: KeyAttribute {
                name,
                key_type: T::TYPE,
            },
            sort_key: None,
            version: None,
            ttl: None,
            created_at: None,
            updated_at: None,
        }
    }

    /// Adds a sort key.
    #[must_use]
    pub const fn sort_key<T: KeyValue>(mut self, name: &'static str) -> Self {
        self.sort_key = Some(KeyAttribute {
            name,
            key_type: T::TYPE,
        });
        self
    }

    /// Adds a version.
    #[must_use]
    pub const fn version<T: VersionNumber>(mut self, name: &'static str) -> Self {
        self.version = Some(name);
        self
    }

    /// Adds a time to live.
    #[must_use]
    pub const fn ttl<T>(mut self, name: &'static str) -> Self {
        self.ttl = Some(name);
        self
    }

    /// Adds the time of creation.
    #[must_use]
    pub const fn created_at<T: Timestamp + ToAttribute>(mut self, name: &'static str) -> Self {
        self.created_at = Some(Stamp {
            name,
            write: write_stamp::<T>,
        });
        self
    }

    /// Adds the time of creation, in another form.
    #[must_use]
    pub const fn created_at_as<C: Codec<T>, T: Timestamp>(mut self, name: &'static str) -> Self {
        self.created_at = Some(Stamp {
            name,
            write: write_stamp_as::<C, T>,
        });
        self
    }

    /// Adds the time of the last change.
    #[must_use]
    pub const fn updated_at<T: Timestamp + ToAttribute>(mut self, name: &'static str) -> Self {
        self.updated_at = Some(Stamp {
            name,
            write: write_stamp::<T>,
        });
        self
    }

    /// Adds the time of the last change, in another form.
    #[must_use]
    pub const fn updated_at_as<C: Codec<T>, T: Timestamp>(mut self, name: &'static str) -> Self {
        self.updated_at = Some(Stamp {
            name,
            write: write_stamp_as::<C, T>,
        });
        self
    }
}

#[cfg(feature = "client")]
fn write_stamp<T: Timestamp + ToAttribute>(
    time: SystemTime,
) -> Result<aws_sdk_dynamodb::types::AttributeValue, ConvertError> {
    T::from_system_time(time)?.to_attribute(crate::attribute::AttributeValueSink)
}

#[cfg(feature = "client")]
fn write_stamp_as<C: Codec<T>, T: Timestamp>(
    time: SystemTime,
) -> Result<aws_sdk_dynamodb::types::AttributeValue, ConvertError> {
    C::to_attribute(
        &T::from_system_time(time)?,
        crate::attribute::AttributeValueSink,
    )
}

#[cfg(not(feature = "client"))]
fn write_stamp<T: Timestamp + ToAttribute>(time: SystemTime) -> Result<(), ConvertError> {
    T::from_system_time(time).map(drop)
}

#[cfg(not(feature = "client"))]
fn write_stamp_as<C: Codec<T>, T: Timestamp>(time: SystemTime) -> Result<(), ConvertError> {
    T::from_system_time(time).map(drop)
}

/// The type of a version: an integer that begins at 0, for an item that was never stored.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a version, which is a whole number",
    label = "not an integer"
)]
pub trait VersionNumber: Copy {
    /// The number; one below zero is taken for 0.
    fn to_u64(self) -> u64;
}

macro_rules! versions {
    ($($integer:ty)*) => {$(
        impl VersionNumber for $integer {
            fn to_u64(self) -> u64 {
                self.try_into().unwrap_or(0)
            }
        }
    )*};
}

versions!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);
