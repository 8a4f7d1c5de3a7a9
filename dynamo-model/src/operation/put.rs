//! `PutItem`: `create` and `save`.

use std::fmt;

use aws_sdk_dynamodb::{
    operation::put_item::builders::PutItemFluentBuilder,
    types::{AttributeValue, ReturnValue},
};

use super::{
    call::{Call, Metered, kept_of, of_model, operation, send},
    direct::{OfPut, ReadItem, ReadOne, Writing, nothing, perhaps},
    managed::Managed,
    parts::{Conditional, Over, WholeItem, WrittenItem, under},
};
use crate::{
    Dynamo, DynamoItem, Error,
    expression::{Condition, condition_methods},
};

/// Stores a whole item. Made by [`DynamoModel::create`](crate::DynamoModel::create) and
/// [`DynamoModel::save`](crate::DynamoModel::save).
///
/// The item in hand takes over its new version and times once they are stored, and is as it was if that fails.
#[must_use = "an operation does nothing until it is awaited"]
pub struct Put<'m, M: DynamoItem, R = ()> {
    call: Call,
    item: &'m mut M,
    create: bool,
    condition: Condition<M>,
    old: ReadItem<R>,
    returns: Option<ReturnValue>,
}

impl<'m, M: DynamoItem> Put<'m, M> {
    pub(crate) fn new(db: &Dynamo, item: &'m mut M, create: bool) -> Self {
        Self {
            call: Call::of::<M>(db),
            item,
            create,
            condition: Condition::always(),
            old: nothing,
            returns: None,
        }
    }

    /// Answers the item that was there before, if there was one.
    pub fn returning_old(self) -> Put<'m, M, Option<M>> {
        Put {
            call: self.call,
            item: self.item,
            create: self.create,
            condition: self.condition,
            old: perhaps::<M>,
            returns: Some(ReturnValue::AllOld),
        }
    }
}

impl<'m, M: DynamoItem, R> Put<'m, M, R> {
    condition_methods!(when, M, condition);

    /// Leaves for the SDK's own request, signed as the model says. The item in hand stays as it is.
    ///
    /// # Errors
    ///
    /// The item can't be written, a condition is wrong, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<PutItemFluentBuilder, Error> {
        self.request(false).await.map(|(request, _)| request)
    }

    /// The request, which lacks the item if that is written directly.
    async fn request(
        self,
        directly: bool,
    ) -> Result<(PutItemFluentBuilder, After<'m, M, R>), Error> {
        let open = self.call.open().await?;
        let over = if self.create {
            Over::Nothing
        } else {
            Over::ItsVersion
        };
        let (version, condition) = (self.item.version(), self.condition);
        let written = (directly && open.direct)
            .then(|| WrittenItem::of(&*self.item, over, open.now))
            .flatten();
        let (item, managed, conditional, writing);
        if let Some(written) = written {
            (item, managed) = (None, written.managed);
            conditional = Conditional::of(over.expected(version) & condition)?;
            writing = Some(Writing::item(written.json));
        } else {
            let in_hand = kept_of::<M>(&*self.item, false)?;
            let whole = WholeItem::of(in_hand, version, over, condition, open.now)?;
            item = Some(whole.item.into_item().map_err(of_model::<M>)?);
            managed = whole.managed;
            (conditional, writing) = (whole.conditional, None);
        }
        let request = open
            .client
            .put_item()
            .table_name(open.table)
            .set_item(item)
            .set_return_values(self.returns);
        let after = After {
            item: self.item,
            managed,
            old: self.old,
            direct: open.direct,
            writing,
        };
        Ok((under!(request, conditional), after))
    }
}

/// What is left to do when the request is made.
struct After<'m, M, R> {
    item: &'m mut M,
    managed: Managed,
    old: ReadItem<R>,
    direct: bool,
    /// What the request lacks.
    writing: Option<Writing>,
}

impl<M: DynamoItem, R: Send + 'static> Put<'_, M, R> {
    async fn run(self, capacity: bool) -> Result<Metered<R>, Error> {
        let (request, after) = self.request(true).await?;
        let model = M::TABLE.model();
        let answer = ReadOne::<OfPut, R, _>::new(after.old);
        let (direct, writing) = (after.direct, after.writing);
        let old = send!(model, "PutItem", request, capacity, direct, answer, writing);
        // The item in hand is stored, whether or not the old one could be read.
        let managed = AttributeValue::M(after.managed.attributes);
        after.item.adopt(managed).map_err(of_model::<M>)?;
        old
    }
}

operation!('a, R, impl['a, M: DynamoItem, R: Send + 'static] Put<'a, M, R>);

impl<M: DynamoItem, R> fmt::Debug for Put<'_, M, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Put")
            .field("model", &M::TABLE.model())
            .field("create", &self.create)
            .finish_non_exhaustive()
    }
}
