//! A table as its model describes it, with its name resolved: the one description that is created, compared and exported.
//! Nothing is sent here.

use std::fmt;

use dynamo_model_core::billing_mode;

use super::{TableSpec, name};
use crate::{
    Dynamo, IndexProjection, IndexScope, IndexSpec, ItemSpec, KeyAttribute, access::AccessError,
    kinds::Kinds,
};

/// A model's table: its name, keys, indexes and options. Made by [`DynamoModel::schema`](crate::DynamoModel::schema).
///
/// ```
/// use dynamo_model::{Dynamo, prelude::*, table::Operation};
///
/// #[derive(DynamoModel)]
/// #[dynamo(meta(table_name = "orders", stream_view_type = "NEW_IMAGE"))]
/// struct Order {
///     #[dynamo(partition_key)]
///     id: String,
/// }
///
/// # fn f(db: &Dynamo) -> Result<(), dynamo_model::access::AccessError> {
/// let schema = Order::schema(db)?;
/// std::fs::write("orders.template.json", schema.to_cloudformation()).unwrap();
/// std::fs::write("orders.tf.json", schema.to_terraform()).unwrap();
/// println!("{}", schema.iam_policy(&[Operation::Get, Operation::Put]).account("123456789012"));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct TableSchema {
    pub(super) name: String,
    pub(super) spec: &'static TableSpec,
    /// Of the model, or of each kind of an enum.
    pub(super) items: Vec<&'static ItemSpec>,
}

impl TableSchema {
    pub(crate) fn of<M: Kinds>(db: &Dynamo) -> Result<Self, AccessError> {
        let (name, _) = name::resolve(db, std::any::type_name::<M>(), M::TABLE)?;
        Ok(Self {
            name,
            spec: M::TABLE,
            items: M::KINDS.iter().map(|kind| kind.item).collect(),
        })
    }

    /// The model's name.
    #[must_use]
    pub fn model(&self) -> &'static str {
        self.spec.model
    }

    /// The table's name or ARN, as requests name it.
    #[must_use]
    pub fn table_name(&self) -> &str {
        &self.name
    }

    /// The name without an ARN round it.
    pub(super) fn plain_name(&self) -> &str {
        match self.name.rsplit_once('/') {
            Some((_, name)) => name,
            None => &self.name,
        }
    }

    pub(super) fn billing_mode(&self) -> &'static str {
        self.spec.billing_mode.unwrap_or(billing_mode::DEFAULT)
    }

    /// What a `PROVISIONED` table, and each of its global indexes, may read and write.
    pub(super) fn capacity(&self) -> Option<Capacity> {
        Some(Capacity {
            read: self.spec.read_capacity_units?,
            write: self.spec.write_capacity_units?,
        })
    }

    /// The key of the table.
    pub(super) fn key(&self) -> Vec<KeyElement<'static>> {
        self.key_with(|item| item.sort_key.as_slice())
    }

    /// The partition key of the table, with a sort key. All kinds share the key.
    fn key_with<'k>(
        &self,
        sort: impl FnOnce(&'k ItemSpec) -> &'k [KeyAttribute],
    ) -> Vec<KeyElement<'static>> {
        match self.items.first() {
            Some(item) => KeyElement::all(&[item.partition_key], sort(item)),
            None => Vec::new(),
        }
    }

    /// The attribute that tells when an item may be deleted.
    pub(super) fn ttl(&self) -> Option<&'static str> {
        self.items.iter().find_map(|item| item.ttl)
    }

    /// The key of one of its indexes. A local index shares the partitions of its table.
    pub(super) fn index_key(&self, index: &IndexSpec) -> Vec<KeyElement<'static>> {
        match index.scope {
            IndexScope::Global => KeyElement::all(index.partition_key, index.sort_key),
            IndexScope::Local => self.key_with(|_| index.sort_key),
        }
    }

    /// What an index holds besides keys, in DynamoDB's words. It refuses attributes that are in a key anyway, and a list
    /// of none.
    pub(super) fn projection(&self, index: &IndexSpec) -> (&'static str, Vec<&'static str>) {
        let keys = [self.key(), self.index_key(index)].concat();
        let in_key = |name: &str| keys.iter().any(|element| element.name == name);
        let mut attributes = Vec::new();
        // As much as any of the kinds asks for.
        for same in self.specifications().filter(|same| same.name == index.name) {
            let asked = match same.projection {
                IndexProjection::All => return ("ALL", Vec::new()),
                IndexProjection::KeysOnly => &[],
                IndexProjection::Include(attributes) => attributes,
            };
            for name in asked {
                if !in_key(name) && !attributes.contains(name) {
                    attributes.push(name);
                }
            }
        }
        if attributes.is_empty() {
            ("KEYS_ONLY", attributes)
        } else {
            ("INCLUDE", attributes)
        }
    }

    /// The indexes of all kinds, as each describes them.
    fn specifications(&self) -> impl Iterator<Item = &'static IndexSpec> {
        self.items.iter().flat_map(|item| item.indexes)
    }

    /// The indexes, each once.
    pub(super) fn all_indexes(&self) -> Vec<&'static IndexSpec> {
        let mut indexes: Vec<&'static IndexSpec> = Vec::new();
        for index in self.specifications() {
            if indexes.iter().all(|known| known.name != index.name) {
                indexes.push(index);
            }
        }
        indexes
    }

    pub(super) fn indexes(&self, scope: IndexScope) -> impl Iterator<Item = &'static IndexSpec> {
        let indexes = self.all_indexes().into_iter();
        indexes.filter(move |index| index.scope == scope)
    }

    /// Every attribute that is part of a key, once: DynamoDB wants to know their types, and no others.
    pub(super) fn key_attributes(&self) -> Vec<KeyElement<'static>> {
        let mut attributes: Vec<KeyElement<'static>> = Vec::new();
        let indexes = self.all_indexes().into_iter();
        let of_indexes = indexes.map(|index| self.index_key(index));
        for element in std::iter::once(self.key()).chain(of_indexes).flatten() {
            if attributes.iter().all(|known| known.name != element.name) {
                attributes.push(element);
            }
        }
        attributes
    }
}

/// Capacity units per second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Capacity {
    pub(super) read: u64,
    pub(super) write: u64,
}

/// An attribute of a key, in DynamoDB's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KeyElement<'a> {
    pub(super) name: &'a str,
    /// `S`, `N` or `B`.
    pub(super) attribute_type: &'a str,
    /// `HASH` or `RANGE`.
    pub(super) key_type: &'a str,
}

impl KeyElement<'static> {
    fn all(partition: &[KeyAttribute], sort: &[KeyAttribute]) -> Vec<Self> {
        let element = |key_type| {
            move |attribute: &KeyAttribute| Self {
                name: attribute.name,
                attribute_type: attribute.key_type.name(),
                key_type,
            }
        };
        let partition = partition.iter().map(element("HASH"));
        partition.chain(sort.iter().map(element("RANGE"))).collect()
    }
}

impl KeyElement<'_> {
    /// A whole key in words.
    pub(super) fn list(key: &[Self]) -> String {
        let elements: Vec<_> = key.iter().map(ToString::to_string).collect();
        elements.join(", ")
    }
}

impl fmt::Display for KeyElement<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = match self.key_type {
            "HASH" => "partition key",
            _ => "sort key",
        };
        write!(f, "{part} `{}` ({})", self.name, self.attribute_type)
    }
}
