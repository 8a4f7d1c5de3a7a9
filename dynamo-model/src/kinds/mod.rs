//! Several kinds of items in one table, and an enum that reads them all: `#[derive(DynamoModel)]` on
//! `enum ShopItem { Org(Org), Order(Order) }`.
//!
//! The enum takes over the table, the access and the keys of its kinds, which the compiler proves to agree, and is read
//! like a model: [`get`](DynamoModel::get), [`query`](DynamoModel::query), [`scan`](DynamoModel::scan),
//! [`batch_get`](DynamoModel::batch_get), [`transact_get_all`](DynamoModel::transact_get_all). What writes, writes one kind.

mod find;
mod item_kind;
mod proof;

pub use find::{find, find_or_other};
pub use item_kind::ItemKind;
pub use proof::check;

use crate::{
    AwsAccess, DynamoItem, DynamoModel, ItemSpec,
    attribute::{FromAttributeOwned, ToAttribute},
    partition::{Mixed, Partition},
    table::TableSpec,
};

/// A model whose items can be read: one kind of them, or an enum of several. Implemented for every
/// [`DynamoItem`], and by the derive for enums.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no key, so it has no items",
    label = "no field of `{Self}` has `#[dynamo(partition_key)]`",
    note = "write `#[dynamo(partition_key)]` on the field that is the partition key of the table"
)]
pub trait Kinds: DynamoModel + FromAttributeOwned + Send + 'static {
    /// The primary key; of an enum, that of any of its kinds.
    type Key: ToAttribute + Clone + Send + Sync + 'static;

    /// One of the kinds.
    #[doc(hidden)]
    type First: DynamoItem;

    /// What is known of each.
    #[doc(hidden)]
    const KINDS: &'static [KindSpec];
}

#[diagnostic::do_not_recommend]
impl<M: DynamoItem> Kinds for M {
    type Key = <M as DynamoItem>::Key;
    type First = M;
    const KINDS: &'static [KindSpec] = &[KindSpec::of::<M>()];
}

/// A model whose items are read as an `M`: `M` itself, or one of the kinds of the enum `M`.
#[diagnostic::on_unimplemented(
    message = "`{M}` does not read items of `{Self}`",
    label = "this leads to items of `{Self}`",
    note = "an index and a partition belong to the model that they were made for"
)]
pub trait KindOf<M: Kinds>: DynamoItem<Access: KindAccess<M::Access>> {
    /// Where items of this kind are, as it is read by `M`.
    type In<P: Partition<Model = Self>>: Partition<Sort = P::Sort> + From<P>;
}

#[diagnostic::do_not_recommend]
impl<M: DynamoItem> KindOf<M> for M {
    type In<P: Partition<Model = Self>> = P;
}

/// An access that may stand beside the access `A` in one enum of kinds: `A` itself.
#[diagnostic::on_unimplemented(
    message = "the kinds of an enum are read by one signed request, but `{Self}` and `{A}` are different accesses",
    label = "this kind belongs to `{Self}`, the first one to `{A}`",
    note = "give the kinds one `access = ...`"
)]
pub trait KindAccess<A> {}

#[diagnostic::do_not_recommend]
impl<A: AwsAccess> KindAccess<A> for A {}

/// A kind without its type.
#[derive(Debug, Clone, Copy)]
pub struct KindSpec {
    #[cfg_attr(
        not(feature = "client"),
        allow(dead_code, reason = "only what is sent has a table's name")
    )]
    pub(crate) type_name: fn() -> &'static str,
    pub(crate) table: &'static TableSpec,
    pub(crate) item: &'static ItemSpec,
}

impl KindSpec {
    /// What is known of the model.
    #[must_use]
    pub const fn of<M: DynamoItem>() -> Self {
        Self {
            type_name: std::any::type_name::<M>,
            table: M::TABLE,
            item: M::ITEM,
        }
    }
}

/// The partition as an enum reads it.
impl<E, P> From<P> for Mixed<E, P> {
    fn from(partition: P) -> Self {
        Self::new(partition)
    }
}
