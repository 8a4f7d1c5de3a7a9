//! A batch of reads that ended before its end: what was read, and what was not.

use std::{any::Any, error::Error as StdError, fmt, sync::Arc};

use super::super::{
    call::of_model,
    item_model::{ItemModel, names},
};
use crate::{
    Error,
    attribute::{Item, from_item},
    error::write_models,
    kinds::Kinds,
};

/// A batch of reads that ended before all of its keys were read.
///
/// ```
/// # use dynamo_model::{Dynamo, Error, prelude::*};
/// # #[derive(DynamoModel)]
/// # struct Order { #[dynamo(partition_key)] id: String }
/// # async fn f(db: &Dynamo, keys: Vec<OrderKey>) -> Result<(), Error> {
/// match Order::batch_get(db, keys).await {
///     Ok(orders) => println!("{} orders", orders.len()),
///     Err(Error::Unread(unread)) => {
///         let read: Vec<Option<Order>> = unread.read::<Order>()?;
///         let later: Vec<OrderKey> = unread.keys::<Order>();
///         println!("{} orders, {} keys for later", read.len() - later.len(), later.len());
///     }
///     Err(error) => return Err(error),
/// }
/// # Ok(()) }
/// ```
pub struct Unread {
    groups: Vec<UnreadGroup>,
    ended_by: Option<Error>,
}

/// The keys of one call.
pub(super) struct UnreadGroup {
    pub(super) model: ItemModel,
    /// A vector of the model's own type of keys.
    pub(super) keys: Arc<dyn Any + Send + Sync>,
    pub(super) items: Vec<Option<Item>>,
    /// Indices of keys.
    pub(super) unread: Vec<usize>,
}

impl Unread {
    pub(super) fn new(groups: Vec<UnreadGroup>, ended_by: Option<Error>) -> Self {
        Self { groups, ended_by }
    }

    fn of<M: Kinds>(&self) -> impl Iterator<Item = &UnreadGroup> {
        self.groups.iter().filter(|group| group.model.is::<M>())
    }

    /// What was read of the model `M`, in the order of the keys: `None` for a key that has no item, or was not read.
    ///
    /// # Errors
    ///
    /// An item can't be read as `M`. So it is for one of which only a part was asked for; see [`items`](Self::items).
    pub fn read<M: Kinds>(&self) -> Result<Vec<Option<M>>, Error> {
        self.of::<M>()
            .flat_map(|group| &group.items)
            .map(|item| {
                item.clone()
                    .map(from_item)
                    .transpose()
                    .map_err(of_model::<M>)
            })
            .collect()
    }

    /// The same in the SDK's form.
    #[must_use]
    pub fn items<M: Kinds>(&self) -> Vec<Option<&Item>> {
        self.of::<M>()
            .flat_map(|group| group.items.iter().map(Option::as_ref))
            .collect()
    }

    /// The keys of the model `M` that were not read, in their order, as often as they were asked for.
    #[must_use]
    pub fn keys<M: Kinds>(&self) -> Vec<M::Key> {
        let of_group = |group: &UnreadGroup| {
            let keys = group.keys.downcast_ref::<Vec<M::Key>>();
            let unread = group.unread.iter();
            let unread = unread.filter_map(|index| keys?.get(*index).cloned());
            unread.collect::<Vec<_>>()
        };
        self.of::<M>().flat_map(of_group).collect()
    }

    /// What ended the batch before its end: a request that was refused or did not get through, the last one if there were
    /// several. None if DynamoDB only left some of the batch unprocessed.
    #[must_use]
    pub fn ended_by(&self) -> Option<&Error> {
        self.ended_by.as_ref()
    }

    fn models(&self) -> Vec<&'static str> {
        let open = self.groups.iter().filter(|group| !group.unread.is_empty());
        names(open.map(|group| group.model))
    }

    fn len(&self) -> usize {
        self.groups.iter().map(|group| group.unread.len()).sum()
    }
}

/// What users store is theirs: it is not told.
impl fmt::Debug for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unread")
            .field("models", &self.models())
            .field("keys", &self.len())
            .field("ended_by", &self.ended_by)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_models(f, &self.models())?;
        write!(
            f,
            "the batch ended with {} of its keys not read; `keys()` has them, and `read()` what was read",
            self.len()
        )
    }
}

impl StdError for Unread {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.ended_by.as_ref().map(|error| error as _)
    }
}
