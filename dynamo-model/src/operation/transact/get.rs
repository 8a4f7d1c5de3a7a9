//! `TransactGetItems` of several models that share an access.

use std::{fmt, marker::PhantomData};

use aws_sdk_dynamodb::{
    operation::transact_get_items::builders::TransactGetItemsFluentBuilder, types::ConsumedCapacity,
};

use super::{
    super::{
        call::{SharedCall, operation},
        direct::Kept,
        row::{AndThen, Row},
    },
    reads::Reads,
};
use crate::{AwsAccess, Dynamo, Error, access::SameAccess, kinds::Kinds};

/// Reads items of several models as they are at one moment. Made by
/// [`Dynamo::transact_get`](crate::Dynamo::transact_get).
///
/// The answer is a tuple with an `Option` for each call of [`get`](Self::get). A key that comes twice is asked for once. If
/// an item is being written, the transaction is cancelled: a
/// [conflict](Error::is_transaction_conflict).
#[must_use = "a transaction does nothing until it is awaited"]
pub struct TransactGet<A, R> {
    call: SharedCall,
    reads: Reads,
    answers: PhantomData<fn() -> (A, R)>,
}

impl<A> TransactGet<A, ()> {
    pub(crate) fn new(db: &Dynamo) -> Self {
        Self {
            call: SharedCall::new(db),
            reads: Reads::default(),
            answers: PhantomData,
        }
    }
}

impl<A, R> TransactGet<A, R> {
    /// Reads the item of a key, too. Up to eight times.
    pub fn get<M: Kinds>(mut self, key: impl Into<M::Key>) -> TransactGet<M::Access, R::Row>
    where
        M::Access: SameAccess<A>,
        R: AndThen<Option<M>>,
    {
        self.reads.add::<M>(key);
        TransactGet {
            call: self.call,
            reads: self.reads,
            answers: PhantomData,
        }
    }
}

impl<A: AwsAccess, R: Row<Option<Kept>>> TransactGet<A, R> {
    /// Leaves for the SDK's own request, signed as the models say.
    ///
    /// # Errors
    ///
    /// A key can't be written, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<TransactGetItemsFluentBuilder, Error> {
        self.reads.request(self.call).await
    }

    async fn run(self, capacity: bool) -> Result<(R, Vec<ConsumedCapacity>), Error> {
        let (items, consumed) = self.reads.read(self.call, capacity).await?;
        Ok((R::read(&mut items.into_iter())?, consumed))
    }
}

operation!(
    'static,
    R,
    Vec<ConsumedCapacity>,
    impl[A: AwsAccess, R: Row<Option<Kept>> + Send + 'static] TransactGet<A, R>
);

impl<A, R> fmt::Debug for TransactGet<A, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransactGet")
            .field("keys", &self.reads.len())
            .finish_non_exhaustive()
    }
}
