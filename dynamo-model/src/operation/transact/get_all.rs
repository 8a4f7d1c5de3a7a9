//! `TransactGetItems` of one model.

use std::{fmt, marker::PhantomData};

use aws_sdk_dynamodb::{
    operation::transact_get_items::builders::TransactGetItemsFluentBuilder, types::ConsumedCapacity,
};

use super::{
    super::{
        call::{SharedCall, operation},
        row::Place,
    },
    reads::Reads,
};
use crate::{Dynamo, Error, kinds::Kinds};

/// Reads up to 100 items of one model as they are at one moment. Made by
/// [`DynamoModel::transact_get_all`](crate::DynamoModel::transact_get_all).
///
/// The answer is in the order of the keys, `None` where there is no item. A key that comes twice is asked for once. If an
/// item is being written, the transaction is cancelled: a [conflict](Error::is_transaction_conflict).
#[must_use = "a transaction does nothing until it is awaited"]
pub struct TransactGetAll<M> {
    call: SharedCall,
    reads: Reads,
    of: PhantomData<fn() -> M>,
}

impl<M: Kinds> TransactGetAll<M> {
    pub(crate) fn new(db: &Dynamo, keys: impl IntoIterator<Item: Into<M::Key>>) -> Self {
        let mut reads = Reads::default();
        keys.into_iter().for_each(|key| reads.add::<M>(key));
        Self {
            call: SharedCall::new(db),
            reads,
            of: PhantomData,
        }
    }

    /// Leaves for the SDK's own request, signed as the model says.
    ///
    /// # Errors
    ///
    /// A key can't be written, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<TransactGetItemsFluentBuilder, Error> {
        self.reads.request(self.call).await
    }

    async fn run(self, capacity: bool) -> Result<(Vec<Option<M>>, Vec<ConsumedCapacity>), Error> {
        let (items, consumed) = self.reads.read(self.call, capacity).await?;
        Ok((Place::read(items)?, consumed))
    }
}

operation!(
    'static,
    Vec<Option<M>>,
    Vec<ConsumedCapacity>,
    impl[M: Kinds] TransactGetAll<M>
);

impl<M: Kinds> fmt::Debug for TransactGetAll<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransactGetAll")
            .field("model", &M::TABLE.model())
            .field("keys", &self.reads.len())
            .finish_non_exhaustive()
    }
}
