//! What can be queried: a partition of a table, or of a secondary index. As types; what is sent is for the operations.

use std::marker::PhantomData;

use crate::{
    DynamoItem, IndexSpec,
    attribute::{FromAttributeOwned, ToAttribute},
};

/// Where items stand side by side in the order of a sort key: a table, or a secondary index of it.
pub trait Place: Send + 'static {
    /// Whose items they are.
    type Model: DynamoItem;
    /// What is read there: the model, or as much of it as the index holds.
    type Item: FromAttributeOwned + Send + 'static;
    /// The index; none for the table.
    const INDEX: Option<&'static IndexSpec>;
}

/// The key of one partition. Implemented by the derive for `OrderPartition` and for the struct of each index.
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

/// All items of a model's table.
#[derive(Debug)]
pub struct Table<M>(PhantomData<fn() -> M>);

impl<M: DynamoItem> Place for Table<M> {
    type Model = M;
    type Item = M;
    const INDEX: Option<&'static IndexSpec> = None;
}

impl<M: DynamoItem> ConsistentRead for Table<M> {}
