//! `BatchWriteItem`.

use std::{fmt, marker::PhantomData};

use aws_sdk_dynamodb::{
    operation::batch_write_item::builders::BatchWriteItemFluentBuilder, types::ConsumedCapacity,
};

use super::{
    super::{
        backoff::{Patience, patience_methods},
        call::{SharedCall, operation},
        item_model::names,
    },
    entry::Entry,
    leftovers::BatchWritten,
    open::OpenBatch,
};
use crate::{AwsAccess, Dynamo, DynamoItem, Error, access::SameAccess};

/// Puts and deletes items of models that share an access, 25 to a request. Made by
/// [`Dynamo::batch_write`](crate::Dynamo::batch_write), [`DynamoModel::put_all`](crate::DynamoModel::put_all) and
/// [`DynamoModel::delete_all`](crate::DynamoModel::delete_all).
///
/// Requests are sent one after the other, in the order of the calls; within one, DynamoDB keeps no order. Of several
/// writes of one key, only the last is sent. What DynamoDB leaves unprocessed, and a request that it throttles, is sent
/// again with growing pauses, until it gets on no longer; any other refusal ends the batch. Either way the answer has
/// what is left.
///
/// **A batch checks nothing.** A put replaces whatever is there, whatever its version; the version in hand moves on in what
/// is stored, but not in hand, so that whoever holds the same version is told when saving. Where that must not happen, use
/// [`save`](crate::DynamoModel::save) or [a transaction](crate::Dynamo::transact_write).
///
/// Dropped before it is ready, the future sends nothing more, and what it has sent may be written or not. Use
/// [`time_limit`](Self::time_limit) to stop and still learn what is left. Putting and deleting once more changes nothing,
/// so that the whole batch may be sent again.
///
/// `A` is the access of the models, which the first one decides. Where a loop adds them, begin with
/// [`Dynamo::batch_write_as`](crate::Dynamo::batch_write_as).
#[must_use = "a batch does nothing until it is awaited"]
pub struct BatchWrite<A> {
    call: SharedCall,
    entries: Vec<Entry>,
    problem: Option<Error>,
    patience: Patience,
    access: PhantomData<fn() -> A>,
}

impl<A> BatchWrite<A> {
    pub(crate) fn new(db: &Dynamo) -> Self {
        Self::of(db, Vec::new())
    }

    pub(super) fn of(db: &Dynamo, entries: Vec<Entry>) -> Self {
        Self {
            call: SharedCall::new(db),
            entries,
            problem: None,
            patience: Patience::default(),
            access: PhantomData,
        }
    }

    /// Puts an item over whatever is there.
    pub fn put<M: DynamoItem>(self, item: &M) -> BatchWrite<M::Access>
    where
        M::Access: SameAccess<A>,
    {
        self.put_all([item])
    }

    /// Puts each of these items over whatever is there.
    pub fn put_all<'i, M: DynamoItem>(
        self,
        items: impl IntoIterator<Item = &'i M>,
    ) -> BatchWrite<M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let json = self.call.prefers_bytes();
        self.and(items.into_iter().map(|item| Entry::put(item, json)))
    }

    /// Deletes the item of a key, if there is one.
    pub fn delete<M: DynamoItem>(self, key: impl Into<M::Key>) -> BatchWrite<M::Access>
    where
        M::Access: SameAccess<A>,
    {
        self.delete_all::<M>([key])
    }

    /// Deletes the items of these keys, as far as there are any.
    pub fn delete_all<M: DynamoItem>(
        self,
        keys: impl IntoIterator<Item: Into<M::Key>>,
    ) -> BatchWrite<M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let json = self.call.prefers_bytes();
        self.and(
            keys.into_iter()
                .map(|key| Entry::delete::<M>(key.into(), json)),
        )
    }

    fn and<B>(mut self, entries: impl Iterator<Item = Result<Entry, Error>>) -> BatchWrite<B> {
        for entry in entries {
            match entry {
                Ok(entry) => self.entries.push(entry),
                Err(error) => {
                    self.problem.get_or_insert(error);
                }
            }
        }
        BatchWrite {
            call: self.call,
            entries: self.entries,
            problem: self.problem,
            patience: self.patience,
            access: PhantomData,
        }
    }

    patience_methods!();
}

impl<A: AwsAccess> BatchWrite<A> {
    /// Leaves for the SDK's own requests, signed as the models say.
    ///
    /// # Errors
    ///
    /// An item or a key can't be written, an item is too large, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<Vec<BatchWriteItemFluentBuilder>, Error> {
        match self.open().await? {
            Some(batch) => batch.into_sdk(),
            None => Ok(Vec::new()),
        }
    }

    /// None if there is nothing to write.
    async fn open(self) -> Result<Option<OpenBatch>, Error> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        if self.entries.is_empty() {
            return Ok(None);
        }
        let models = self.entries.iter().map(|entry| entry.model);
        let db = self.call.handle(names(models))?;
        OpenBatch::of(db, self.entries).await.map(Some)
    }

    async fn run(self, capacity: bool) -> Result<(BatchWritten<A>, Vec<ConsumedCapacity>), Error> {
        let patience = self.patience;
        let Some(mut batch) = self.open().await? else {
            return Ok((BatchWritten::new(Vec::new(), None), Vec::new()));
        };
        let mut consumed = Vec::new();
        let ended_by = batch
            .send(patience, capacity.then_some(&mut consumed))
            .await
            .err()
            .and_then(|ended| ended.0);
        Ok((BatchWritten::new(batch.into_left(), ended_by), consumed))
    }
}

operation!(
    'static,
    BatchWritten<A>,
    Vec<ConsumedCapacity>,
    impl[A: AwsAccess] BatchWrite<A>
);

impl<A> fmt::Debug for BatchWrite<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchWrite")
            .field("writes", &self.entries.len())
            .finish_non_exhaustive()
    }
}
