//! `BatchGetItem` of one model.

use std::fmt;

use aws_sdk_dynamodb::{
    operation::batch_get_item::builders::BatchGetItemFluentBuilder, types::ConsumedCapacity,
};

use super::{
    super::{
        backoff::{Patience, patience_methods},
        call::{SharedCall, of_model, operation},
        direct::Kept,
        part::Part,
    },
    fetch::{Group, Projection as Sent, Wanted},
};
use crate::{
    Dynamo, DynamoItem, Error,
    expression::{Placeholders, Projection, ProjectionOf, RawPath, Selection},
    kinds::Kinds,
};

/// Reads the items of many keys, or a part of each. Made by [`DynamoModel::batch_get`](crate::DynamoModel::batch_get).
///
/// The answer is in the order of the keys, `None` where there is no item. A key that comes twice is asked for once. 100
/// keys go into a request; what DynamoDB leaves unprocessed, and a request that it throttles, is sent again with growing
/// pauses, until it gets on no longer. A batch that ends before its end is an [`Error::Unread`], which has what was read.
#[must_use = "an operation does nothing until it is awaited"]
pub struct BatchGet<M: Kinds, O = M> {
    call: SharedCall,
    wanted: Wanted,
    part: Part<M, O>,
    patience: Patience,
}

impl<M: Kinds> BatchGet<M> {
    pub(crate) fn new(db: &Dynamo, keys: impl IntoIterator<Item: Into<M::Key>>) -> Self {
        let mut wanted = Wanted::default();
        wanted.add(Group::of::<M>(keys));
        Self {
            call: SharedCall::new(db),
            wanted,
            part: Part::whole(),
            patience: Patience::default(),
        }
    }
}

impl<M: DynamoItem> BatchGet<M> {
    /// Reads only these attributes of each item: `.project(|o| o.total)`, `.project(|o| (o.status, o.lines.at(0).qty))`.
    /// The answers are values or tuples of their types.
    pub fn project<P, F>(self, paths: impl FnOnce(M::Fields) -> P) -> BatchGet<M, P::Output>
    where
        P: Projection<M, F>,
    {
        let paths = paths(RawPath::root().into());
        self.reading(Selection::of(&paths))
    }

    /// Reads only the attributes that the type `O` is made of.
    pub fn project_as<O: ProjectionOf<M>>(self) -> BatchGet<M, O> {
        self.reading(Selection::of_type())
    }

    fn reading<O>(self, selection: Selection<M, O>) -> BatchGet<M, O> {
        // By the key it is told whose part it is.
        let key = M::ITEM.key().map(|attribute| attribute.name());
        BatchGet {
            call: self.call,
            wanted: self.wanted,
            part: Part::Selection(selection.beside(key)),
            patience: self.patience,
        }
    }
}

impl<M: Kinds, O> BatchGet<M, O> {
    /// Reads what has been written last, for twice the capacity. Otherwise writes of the last moments may be missing.
    pub fn consistent(mut self) -> Self {
        self.wanted.consistent = true;
        self
    }

    patience_methods!();

    /// Leaves for the SDK's own requests, signed as the model says. Their answers come in no order.
    ///
    /// # Errors
    ///
    /// A key can't be written, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<Vec<BatchGetItemFluentBuilder>, Error> {
        let (wanted, _) = projected(self.wanted, self.part)?;
        wanted.requests(self.call).await
    }
}

fn projected<M: Kinds, O>(
    mut wanted: Wanted,
    part: Part<M, O>,
) -> Result<(Wanted, Part<M, O>), Error> {
    let mut placeholders = Placeholders::new(M::TABLE.model());
    if let Some(text) = part.render(&mut placeholders)? {
        let (names, _) = placeholders.into_tables();
        wanted.projection = Some(Sent { text, names });
    }
    Ok((wanted, part))
}

impl<M: Kinds, O: Send + 'static> BatchGet<M, O> {
    async fn run(self, capacity: bool) -> Result<(Vec<Option<O>>, Vec<ConsumedCapacity>), Error> {
        let (wanted, part) = projected(self.wanted, self.part)?;
        let (groups, consumed) = wanted.read(self.call, self.patience, capacity).await?;
        let read = |kept: Kept| {
            let item = kept.read(|item| part.decode(item));
            item.map_err(of_model::<M>)
        };
        let items = groups.into_iter().flatten();
        let items = items.map(|item| item.map(read).transpose());
        Ok((items.collect::<Result<_, _>>()?, consumed))
    }
}

operation!(
    'static,
    Vec<Option<O>>,
    Vec<ConsumedCapacity>,
    impl[M: Kinds, O: Send + 'static] BatchGet<M, O>
);

impl<M: Kinds, O> fmt::Debug for BatchGet<M, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchGet")
            .field("model", &M::TABLE.model())
            .finish_non_exhaustive()
    }
}
