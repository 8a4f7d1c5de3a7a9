//! What a write batch answers: what DynamoDB did not confirm, to be looked at or sent again.

use std::{error::Error as StdError, fmt, marker::PhantomData};

use super::{super::item_model::names, entry::Entry, write::BatchWrite};
use crate::{AwsAccess, Dynamo, DynamoItem, Error, access::NoModelYet, error::write_models};

/// What became of a write batch.
///
/// ```
/// # use dynamo_model::{Dynamo, Error, prelude::*};
/// # #[derive(DynamoModel)]
/// # struct Order { #[dynamo(partition_key)] id: String }
/// # async fn f(db: &Dynamo, orders: Vec<Order>) -> Result<(), Error> {
/// let written = Order::put_all(db, &orders).await?;
/// if !written.is_complete() {
///     for order in written.leftovers().puts::<Order>()? {
///         println!("{} is not stored yet", order.id);
///     }
///     written.into_leftovers().send_again(db).await?.complete()?;
/// }
/// # Ok(()) }
/// ```
#[must_use = "a batch may leave writes undone: ask `complete()`, or send the `leftovers()` again"]
pub struct BatchWritten<A> {
    leftovers: Leftovers<A>,
    ended_by: Option<Error>,
}

impl<A> BatchWritten<A> {
    pub(super) fn new(leftovers: Vec<Entry>, ended_by: Option<Error>) -> Self {
        Self {
            leftovers: Leftovers::new(leftovers),
            ended_by,
        }
    }

    /// Whether all of it was written.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.leftovers.is_empty()
    }

    /// Nothing if all of it was written, an error otherwise.
    ///
    /// # Errors
    ///
    /// [`Error::Unwritten`], which has the leftovers.
    pub fn complete(self) -> Result<(), Error> {
        if self.is_complete() {
            return Ok(());
        }
        Err(Error::Unwritten(Box::new(Unwritten {
            leftovers: Leftovers::new(self.leftovers.entries),
            ended_by: self.ended_by,
        })))
    }

    /// What was not confirmed, in the order of the calls.
    pub fn leftovers(&self) -> &Leftovers<A> {
        &self.leftovers
    }

    /// What was not confirmed, to be sent again.
    pub fn into_leftovers(self) -> Leftovers<A> {
        self.leftovers
    }

    /// What ended the batch before its end: a request that was refused or did not get through, the last one if there were
    /// several. None if DynamoDB only left some of the batch unprocessed.
    #[must_use]
    pub fn ended_by(&self) -> Option<&Error> {
        self.ended_by.as_ref()
    }
}

impl<A> fmt::Debug for BatchWritten<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchWritten")
            .field("leftovers", &self.leftovers)
            .field("ended_by", &self.ended_by)
            .finish()
    }
}

/// Writes that DynamoDB did not confirm. One whose answer got lost may have happened all the same.
#[must_use = "these writes are not done"]
pub struct Leftovers<A> {
    entries: Vec<Entry>,
    access: PhantomData<fn() -> A>,
}

impl<A> Leftovers<A> {
    fn new(entries: Vec<Entry>) -> Self {
        Self {
            entries,
            access: PhantomData,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The items of the model `M` that are still to be put, as they were in hand; a field that is stored nowhere has its
    /// default.
    ///
    /// # Errors
    ///
    /// An item can't be read as what it was written from.
    pub fn puts<M: DynamoItem>(&self) -> Result<Vec<M>, Error> {
        self.entries.iter().filter_map(Entry::as_put).collect()
    }

    /// The keys of the model `M` that are still to be deleted.
    #[must_use]
    pub fn deletes<M: DynamoItem>(&self) -> Vec<M::Key> {
        self.entries
            .iter()
            .filter_map(Entry::as_delete::<M>)
            .collect()
    }

    fn models(&self) -> Vec<&'static str> {
        names(self.entries.iter().map(|entry| entry.model))
    }
}

impl<A: AwsAccess> Leftovers<A> {
    /// A batch of the same writes in the same order.
    pub fn send_again(self, db: &Dynamo) -> BatchWrite<A> {
        BatchWrite::of(db, self.entries)
    }
}

/// What users store is theirs: it is not told.
impl<A> fmt::Debug for Leftovers<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Leftovers")
            .field("models", &self.models())
            .field("len", &self.len())
            .finish()
    }
}

/// A write batch that ended before its end. Made by [`BatchWritten::complete`].
#[derive(Debug)]
pub struct Unwritten {
    leftovers: Leftovers<NoModelYet>,
    ended_by: Option<Error>,
}

impl Unwritten {
    /// What was not confirmed, in the order of the calls.
    pub fn leftovers(&self) -> &Leftovers<NoModelYet> {
        &self.leftovers
    }

    /// See [`BatchWritten::ended_by`].
    #[must_use]
    pub fn ended_by(&self) -> Option<&Error> {
        self.ended_by.as_ref()
    }
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_models(f, &self.leftovers.models())?;
        write!(
            f,
            "the batch ended with {} of its writes not confirmed; `leftovers()` has them",
            self.leftovers.len()
        )
    }
}

impl StdError for Unwritten {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.ended_by.as_ref().map(|error| error as _)
    }
}
