//! `GetItem`.

use std::fmt;

use aws_sdk_dynamodb::operation::get_item::builders::GetItemFluentBuilder;

use super::{
    call::{Call, Metered, item_of, operation, send},
    direct::{OfGet, ReadOne, Returned},
    part::Part,
};
use crate::{
    Dynamo, DynamoItem, Error,
    attribute::Item,
    expression::{Placeholders, Projection, ProjectionOf, RawPath, Selection},
    kinds::Kinds,
};

/// Reads one item by its key, or a part of it. Made by [`DynamoModel::get`](crate::DynamoModel::get).
#[must_use = "an operation does nothing until it is awaited"]
pub struct Get<M: Kinds, O = M> {
    call: Call,
    key: Result<Item, Error>,
    consistent: bool,
    part: Part<M, O>,
}

impl<M: Kinds> Get<M> {
    pub(crate) fn new(db: &Dynamo, key: &M::Key) -> Self {
        Self {
            call: Call::of::<M>(db),
            key: item_of::<M>(key),
            consistent: false,
            part: Part::whole(),
        }
    }
}

impl<M: DynamoItem> Get<M> {
    /// Reads only these attributes: `.project(|o| o.total)`, `.project(|o| (o.status, o.lines.at(0).qty))`. The answer
    /// is a value or a tuple of their types. What the item does not have is none where its type is an `Option`, and an
    /// error where it is not: a place in a list that is too short as well.
    pub fn project<P, F>(self, paths: impl FnOnce(M::Fields) -> P) -> Get<M, P::Output>
    where
        P: Projection<M, F>,
    {
        let paths = paths(RawPath::root().into());
        self.reading(Selection::of(&paths))
    }

    /// Reads only the attributes that the type `O` is made of.
    pub fn project_as<O: ProjectionOf<M>>(self) -> Get<M, O> {
        self.reading(Selection::of_type())
    }

    fn reading<O>(self, selection: Selection<M, O>) -> Get<M, O> {
        Get {
            call: self.call,
            key: self.key,
            consistent: self.consistent,
            part: Part::Selection(selection),
        }
    }
}

impl<M: Kinds, O> Get<M, O> {
    /// Reads what has been written last, for twice the capacity. Otherwise a write of the last moments may be missing.
    pub fn consistent(mut self) -> Self {
        self.consistent = true;
        self
    }

    /// Leaves for the SDK's own request, signed as the model says.
    ///
    /// # Errors
    ///
    /// The key can't be written, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<GetItemFluentBuilder, Error> {
        self.request().await.map(|(request, ..)| request)
    }

    async fn request(self) -> Result<(GetItemFluentBuilder, Part<M, O>, bool), Error> {
        let key = self.key?;
        let mut placeholders = Placeholders::new(M::TABLE.model());
        let projection = self.part.render(&mut placeholders)?;
        let (names, _) = placeholders.into_tables();
        let open = self.call.open().await?;
        let request = open
            .client
            .get_item()
            .table_name(open.table)
            .set_key(Some(key))
            .set_consistent_read(self.consistent.then_some(true))
            .set_projection_expression(projection)
            .set_expression_attribute_names(names);
        Ok((request, self.part, open.direct))
    }
}

impl<M: Kinds, O: Send + 'static> Get<M, O> {
    async fn run(self, capacity: bool) -> Result<Metered<Option<O>>, Error> {
        let (request, part, direct) = self.request().await?;
        let read = move |item: Option<Returned<'_, '_>>| {
            let read = item.map(|item| part.decode(item));
            read.transpose()
        };
        let answer = ReadOne::<OfGet, _, _>::new(read);
        send!(
            M::TABLE.model(),
            "GetItem",
            request,
            capacity,
            direct,
            answer
        )
    }
}

operation!('static, Option<O>, impl[M: Kinds, O: Send + 'static] Get<M, O>);

impl<M: Kinds, O> fmt::Debug for Get<M, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Get")
            .field("model", &M::TABLE.model())
            .finish_non_exhaustive()
    }
}
