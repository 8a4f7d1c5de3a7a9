//! `BatchGetItem` of several models that share an access.

use std::{fmt, marker::PhantomData};

use aws_sdk_dynamodb::{
    operation::batch_get_item::builders::BatchGetItemFluentBuilder, types::ConsumedCapacity,
};

use super::{
    super::{
        backoff::{Patience, patience_methods},
        call::{SharedCall, operation},
        direct::Kept,
        row::{AndThen, Row},
    },
    fetch::{Group, Wanted},
};
use crate::{AwsAccess, Dynamo, Error, access::SameAccess, kinds::Kinds};

/// Reads the items of many keys of several models. Made by [`Dynamo::batch_get`](crate::Dynamo::batch_get).
///
/// The answer is a tuple with one vector for each call of [`items`](Self::items). All else is as in a
/// [`BatchGet`](super::BatchGet) of one model.
#[must_use = "an operation does nothing until it is awaited"]
pub struct BatchGetModels<A, R> {
    call: SharedCall,
    wanted: Wanted,
    patience: Patience,
    answers: PhantomData<fn() -> (A, R)>,
}

impl<A> BatchGetModels<A, ()> {
    pub(crate) fn new(db: &Dynamo) -> Self {
        Self {
            call: SharedCall::new(db),
            wanted: Wanted::default(),
            patience: Patience::default(),
            answers: PhantomData,
        }
    }
}

impl<A, R> BatchGetModels<A, R> {
    /// Reads the items of these keys, too. Up to eight times.
    pub fn items<M: Kinds>(
        mut self,
        keys: impl IntoIterator<Item: Into<M::Key>>,
    ) -> BatchGetModels<M::Access, R::Row>
    where
        M::Access: SameAccess<A>,
        R: AndThen<Vec<Option<M>>>,
    {
        self.wanted.add(Group::of::<M>(keys));
        BatchGetModels {
            call: self.call,
            wanted: self.wanted,
            patience: self.patience,
            answers: PhantomData,
        }
    }

    /// Reads what has been written last, for twice the capacity. Otherwise writes of the last moments may be missing.
    pub fn consistent(mut self) -> Self {
        self.wanted.consistent = true;
        self
    }

    patience_methods!();
}

impl<A: AwsAccess, R: Row<Vec<Option<Kept>>>> BatchGetModels<A, R> {
    /// Leaves for the SDK's own requests, signed as the models say. Their answers come in no order.
    ///
    /// # Errors
    ///
    /// A key can't be written, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<Vec<BatchGetItemFluentBuilder>, Error> {
        self.wanted.requests(self.call).await
    }

    async fn run(self, capacity: bool) -> Result<(R, Vec<ConsumedCapacity>), Error> {
        let (groups, consumed) = self.wanted.read(self.call, self.patience, capacity).await?;
        Ok((R::read(&mut groups.into_iter())?, consumed))
    }
}

operation!(
    'static,
    R,
    Vec<ConsumedCapacity>,
    impl[A: AwsAccess, R: Row<Vec<Option<Kept>>> + Send + 'static] BatchGetModels<A, R>
);

impl<A, R> fmt::Debug for BatchGetModels<A, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchGetModels")
            .field("models", &self.wanted.groups.len())
            .finish_non_exhaustive()
    }
}
