//! What can be queried: a partition of a table, or of a secondary index. As types; what is sent is for the operations.

use std::marker::PhantomData;

#[cfg(feature = "client")]
use crate::access::ModelRef;
use crate::{
    DynamoItem, IndexProjection, IndexSpec,
    attribute::{ConvertError, FromAttributeOwned, Sink, ToAttribute},
    kinds::Kinds,
};

/// Where items stand side by side in the order of a sort key: a table, or a secondary index of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no place where items stand",
    label = "neither a partition nor a table"
)]
pub trait Place: Send + 'static {
    /// Whose items they are.
    type Model: DynamoItem;
    /// What is read there: the model, or as much of it as the index holds.
    type Item: FromAttributeOwned + Send + 'static;
    /// The index; none for the table.
    const INDEX: Option<&'static IndexSpec>;

    /// Who reads there: the model, or the enum of which it is a kind.
    #[cfg(feature = "client")]
    #[doc(hidden)]
    const READER: ModelRef = ModelRef::of::<Self::Model>();
}

/// The key of one partition. Implemented by the derive for `OrderPartition` and for the struct of each index.
#[diagnostic::on_unimplemented(
    message = "a query reads a partition, but `{Self}` is not one",
    label = "expected a partition of the table or of an index",
    note = "the derive makes `OrderPartition` for the table of a model `Order`, and a struct for each `index(..)`; an \
            item is read by its key with `get`"
)]
pub trait Partition: Place + ToAttribute {
    /// The types of the sort key's attributes, from the left: `(A, (B, ()))`.
    type Sort;
}

/// A place that can be read strongly consistent: a table, or a local secondary index.
#[diagnostic::on_unimplemented(
    message = "a global secondary index cannot be read strongly consistent",
    label = "`{Self}` is a partition of a global secondary index",
    note = "leave `.consistent()` out, or read the items by the table's own key"
)]
pub trait ConsistentRead: Place {}

/// All items of a model's table, or of that of an enum of kinds.
#[derive(Debug)]
pub struct Table<M>(PhantomData<fn() -> M>);

impl<M: Kinds> Place for Table<M> {
    type Model = M::First;
    type Item = M;
    const INDEX: Option<&'static IndexSpec> = None;
    #[cfg(feature = "client")]
    const READER: ModelRef = ModelRef::of::<M>();
}

impl<M: Kinds> ConsistentRead for Table<M> {}

/// A partition, or an index, of one kind in which items of all kinds of the enum `E` are read.
#[derive(Debug)]
pub struct Mixed<E, P> {
    partition: P,
    of: PhantomData<fn() -> E>,
}

impl<E, P> Mixed<E, P> {
    pub(crate) fn new(partition: P) -> Self {
        Self {
            partition,
            of: PhantomData,
        }
    }
}

impl<E: Kinds, P: Partition> Place for Mixed<E, P> {
    type Model = P::Model;
    type Item = E;
    const INDEX: Option<&'static IndexSpec> = match P::INDEX {
        Some(index) if !matches!(index.projection, IndexProjection::All) => {
            panic!("an enum of kinds is read from whole items, but this index does not hold them")
        }
        index => index,
    };
    #[cfg(feature = "client")]
    const READER: ModelRef = ModelRef::of::<E>();
}

impl<E: Kinds, P: Partition> Partition for Mixed<E, P> {
    type Sort = P::Sort;
}

impl<E: Kinds, P: Partition + ConsistentRead> ConsistentRead for Mixed<E, P> {}

impl<E, P: ToAttribute> ToAttribute for Mixed<E, P> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        self.partition.to_attribute(sink)
    }
}
