//! What makes a model's values items: a key, and attributes that the library manages. As constant data and conversions;
//! what is sent is for the operations.

use std::time::SystemTime;

use crate::{
    DynamoModel,
    attribute::{
        AttributeType, Codec, Coded, ConvertError, FromAttributeOwned, MapSink, Sink, Source,
        Timestamp, ToAttribute, kind::KeyValue,
    },
    expression::{HasFields, Value},
    key::{KeyTemplate, indexed::IndexedPart},
    kinds::ItemKind,
    partition::Partition,
};

/// A model with a key: its values are the items of a table. Implemented by `#[derive(DynamoModel)]` for every struct
/// with a `#[dynamo(partition_key)]` or a `#[dynamo(key(...))]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no key, so it has no items",
    label = "no field of `{Self}` has `#[dynamo(partition_key)]`",
    note = "write `#[dynamo(partition_key)]` on the field that is the partition key of the table; of an enum of kinds, take \
            the kind out with a `match`: what is written is one kind"
)]
pub trait DynamoItem:
    DynamoModel + HasFields + ToAttribute + FromAttributeOwned + Send + 'static
{
    /// The primary key, as a struct of its own.
    type Key: ToAttribute + Clone + Send + Sync + 'static;

    /// A partition of the table, as a struct of its own.
    type Partition: Partition<Model = Self, Item = Self>;

    /// The secondary indexes of the table.
    #[doc(hidden)]
    const INDEXES: &'static [IndexSpec] = &[];

    /// The names of the attributes that are more than data.
    const ITEM: &'static ItemSpec;

    /// The primary key of this item.
    fn key(&self) -> Self::Key;

    /// Writes the fields of which the key is put together, which a new item has besides its key.
    #[doc(hidden)]
    fn key_parts<S: Sink>(_key: &Self::Key, sink: S) -> Result<S::Ok, ConvertError> {
        sink.map(0)?.end()
    }

    /// Reads a primary key from its attributes alone.
    #[doc(hidden)]
    fn read_key<'a, S: Source<'a>>(keys: S) -> Result<Self::Key, ConvertError>;

    /// The version in hand; none without a `#[dynamo(version)]`.
    #[doc(hidden)]
    fn version(&self) -> Option<u64> {
        None
    }

    /// Becomes what is stored. Fields that are stored nowhere stay as they are.
    #[doc(hidden)]
    fn renew(&mut self, stored: Self) {
        *self = stored;
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
    pub(crate) version: Option<Counter>,
    pub(crate) ttl: Option<&'static str>,
    pub(crate) created_at: Option<Stamp>,
    pub(crate) updated_at: Option<Stamp>,
    pub(crate) indexes: &'static [IndexSpec],
    pub(crate) kind: Option<ItemKind>,
    /// The fields of which keys of indexes are put together.
    #[cfg_attr(
        not(feature = "client"),
        allow(dead_code, reason = "only what is sent is put together anew")
    )]
    pub(crate) indexed: &'static [IndexedPart],
}

/// A secondary index of the table.
#[derive(Debug, Clone, Copy)]
pub struct IndexSpec {
    pub(crate) name: &'static str,
    pub(crate) scope: IndexScope,
    /// One attribute, or up to four of a global index.
    pub(crate) partition_key: &'static [KeyAttribute],
    /// None, one, or up to four of a global index.
    pub(crate) sort_key: &'static [KeyAttribute],
    pub(crate) projection: IndexProjection,
}

/// Which items an index puts side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexScope {
    /// All of the table. Read eventually consistent only.
    Global,
    /// Those of one partition of the table.
    Local,
}

/// Which attributes an index holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexProjection {
    /// All of the item.
    All,
    /// The keys of the table and of the index.
    KeysOnly,
    /// The keys, and these.
    Include(&'static [&'static str]),
}

impl IndexSpec {
    /// An index of this name.
    #[must_use]
    pub const fn new(
        name: &'static str,
        scope: IndexScope,
        partition_key: &'static [KeyAttribute],
        sort_key: &'static [KeyAttribute],
        projection: IndexProjection,
    ) -> Self {
        Self {
            name,
            scope,
            partition_key,
            sort_key,
            projection,
        }
    }

    /// The index's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Global or local.
    #[must_use]
    pub const fn scope(&self) -> IndexScope {
        self.scope
    }

    /// Whether it puts items of one partition of the table side by side.
    pub(crate) const fn is_local(&self) -> bool {
        matches!(self.scope, IndexScope::Local)
    }

    /// The attributes of the partition key.
    #[must_use]
    pub const fn partition_key(&self) -> &'static [KeyAttribute] {
        self.partition_key
    }

    /// The attributes of the sort key.
    #[must_use]
    pub const fn sort_key(&self) -> &'static [KeyAttribute] {
        self.sort_key
    }

    /// Which attributes the index holds.
    #[must_use]
    pub const fn projection(&self) -> IndexProjection {
        self.projection
    }
}

/// An attribute of the primary key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyAttribute {
    pub(crate) name: &'static str,
    pub(crate) key_type: AttributeType,
    pub(crate) template: Option<KeyTemplate>,
}

/// A number that counts how often an item was stored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counter {
    pub(crate) name: &'static str,
    /// The largest number that the field can hold.
    #[cfg_attr(
        not(feature = "client"),
        allow(dead_code, reason = "only what is sent is counted")
    )]
    pub(crate) max: u64,
}

/// A time that the library sets.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(
    not(feature = "client"),
    allow(dead_code, reason = "only what is sent has a time")
)]
pub(crate) struct Stamp {
    pub(crate) name: &'static str,
    pub(crate) write: WriteStamp,
}

/// Writes a time as the field's type and form say.
pub(crate) type WriteStamp = fn(SystemTime) -> Result<Value, ConvertError>;

impl KeyAttribute {
    /// An attribute of this name and type.
    #[must_use]
    pub const fn of<T: KeyValue>(name: &'static str) -> Self {
        Self {
            name,
            key_type: T::TYPE,
            template: None,
        }
    }

    /// The attribute's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// [`AttributeType::S`], [`AttributeType::N`] or [`AttributeType::B`].
    #[must_use]
    pub const fn key_type(&self) -> AttributeType {
        self.key_type
    }

    /// How the attribute is put together; none where it is a field.
    #[must_use]
    pub const fn template(&self) -> Option<KeyTemplate> {
        self.template
    }

    /// An attribute that is put together like this.
    #[doc(hidden)]
    #[must_use]
    pub const fn of_template(template: KeyTemplate) -> Self {
        Self {
            name: template.attribute(),
            key_type: AttributeType::S,
            template: Some(template),
        }
    }
}

impl ItemSpec {
    /// The attributes of the primary key: the partition key, and the sort key if there is one.
    pub fn key(&self) -> impl Iterator<Item = KeyAttribute> {
        [Some(self.partition_key), self.sort_key]
            .into_iter()
            .flatten()
    }

    /// The attribute that counts versions, if there is one.
    #[must_use]
    pub const fn version_attribute(&self) -> Option<&'static str> {
        match self.version {
            Some(counter) => Some(counter.name),
            None => None,
        }
    }

    /// The attribute that tells the time to live, if there is one.
    #[must_use]
    pub const fn ttl_attribute(&self) -> Option<&'static str> {
        self.ttl
    }

    /// An item whose partition key is stored under this name.
    #[must_use]
    pub const fn new<T: KeyValue>(name: &'static str) -> Self {
        Self::of(KeyAttribute::of::<T>(name))
    }

    /// An item whose partition key is put together like this.
    #[doc(hidden)]
    #[must_use]
    pub const fn of_template(template: KeyTemplate) -> Self {
        Self::of(KeyAttribute::of_template(template))
    }

    const fn of(partition_key: KeyAttribute) -> Self {
        Self {
            partition_key,
            sort_key: None,
            version: None,
            ttl: None,
            created_at: None,
            updated_at: None,
            indexes: &[],
            kind: None,
            indexed: &[],
        }
    }

    /// Adds the fields of which keys of indexes are put together.
    #[doc(hidden)]
    #[must_use]
    pub const fn indexed(mut self, parts: &'static [IndexedPart]) -> Self {
        self.indexed = parts;
        self
    }

    /// Adds the kind.
    #[doc(hidden)]
    #[must_use]
    pub const fn of_kind(mut self, kind: ItemKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// What tells the items from those of other kinds in the table; none without a `#[dynamo(tag = "...")]`.
    #[must_use]
    pub const fn kind(&self) -> Option<ItemKind> {
        self.kind
    }

    /// Adds the secondary indexes.
    #[must_use]
    pub const fn indexes(mut self, indexes: &'static [IndexSpec]) -> Self {
        self.indexes = indexes;
        self
    }

    /// The secondary indexes.
    #[must_use]
    pub const fn secondary_indexes(&self) -> &'static [IndexSpec] {
        self.indexes
    }

    /// Adds a sort key.
    #[must_use]
    pub const fn sort_key<T: KeyValue>(mut self, name: &'static str) -> Self {
        self.sort_key = Some(KeyAttribute::of::<T>(name));
        self
    }

    /// Adds a sort key that is put together like this.
    #[doc(hidden)]
    #[must_use]
    pub const fn sort_template(mut self, template: KeyTemplate) -> Self {
        self.sort_key = Some(KeyAttribute::of_template(template));
        self
    }

    /// Adds a version.
    #[must_use]
    pub const fn version<T: VersionNumber>(mut self, name: &'static str) -> Self {
        self.version = Some(Counter { name, max: T::MAX });
        self
    }

    /// Adds a time to live.
    #[must_use]
    pub const fn ttl(mut self, name: &'static str) -> Self {
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

fn write_stamp<T: Timestamp + ToAttribute>(time: SystemTime) -> Result<Value, ConvertError> {
    value(&T::from_system_time(time))
}

fn write_stamp_as<C: Codec<T>, T: Timestamp>(time: SystemTime) -> Result<Value, ConvertError> {
    value(&Coded::<C, T>::new(T::from_system_time(time)))
}

fn value(time: &impl ToAttribute) -> Result<Value, ConvertError> {
    Value::of(time)?.ok_or_else(|| ConvertError::custom("is a time that items leave out"))
}

/// The type of a version: an integer that begins at 0, for an item that was never stored.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a version, which is a whole number",
    label = "not an integer"
)]
pub trait VersionNumber: Copy {
    /// The last version that can be counted.
    const MAX: u64;

    /// The number; one below zero is taken for 0.
    fn to_u64(self) -> u64;
}

macro_rules! versions {
    ($($integer:ty)*) => {$(
        impl VersionNumber for $integer {
            // None is wider, and the largest number is never negative.
            #[allow(clippy::cast_sign_loss, clippy::cast_lossless, clippy::unnecessary_cast, reason = "see above")]
            const MAX: u64 = <$integer>::MAX as u64;

            fn to_u64(self) -> u64 {
                self.try_into().unwrap_or(0)
            }
        }
    )*};
}

versions!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);
