//! `UpdateItem` of an item in hand.

use std::fmt;

use aws_sdk_dynamodb::{
    operation::update_item::builders::UpdateItemFluentBuilder, types::ReturnValue,
};

use super::{
    call::{Call, Metered, item_of, operation, send},
    direct::{OfUpdate, ReadOne, Returned},
    index_keys::Known,
    managed::Start,
    parts::{Changes, under},
};
use crate::{
    Dynamo, DynamoItem, Error,
    attribute::{ConvertError, Item},
    expression::{Actions, Condition, condition_methods, update_methods},
};

/// Changes attributes of the item in hand. Made by [`DynamoModel::update`](crate::DynamoModel::update).
///
/// The item in hand becomes what is stored then, and is as it was if the update fails; a field with `#[dynamo(skip)]` is
/// stored nowhere and stays. What DynamoDB answers is the new item; who needs the old one updates
/// [by key](super::UpdateByKey).
///
/// Where the key of an index is put together from a field that changes, it is written anew, from the new value and from
/// what the item in hand has of the others; without a `#[dynamo(version)]` under the condition that those are still so.
#[must_use = "an operation does nothing until it is awaited"]
pub struct Update<'m, M: DynamoItem> {
    call: Call,
    item: &'m mut M,
    actions: Actions,
    condition: Condition<M>,
}

impl<'m, M: DynamoItem> Update<'m, M> {
    pub(crate) fn new(db: &Dynamo, item: &'m mut M) -> Self {
        Self {
            call: Call::of::<M>(db),
            item,
            actions: Actions::default(),
            condition: Condition::always(),
        }
    }

    update_methods!(M, actions);
    condition_methods!(when, M, condition);

    /// Leaves for the SDK's own request, signed as the model says. The item in hand stays as it is.
    ///
    /// # Errors
    ///
    /// A change or a condition is wrong, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<UpdateItemFluentBuilder, Error> {
        self.request().await.map(|(request, ..)| request)
    }

    async fn request(self) -> Result<(UpdateItemFluentBuilder, bool, &'m mut M), Error> {
        let key = item_of::<M>(&self.item.key())?;
        let request = Request {
            call: self.call,
            known: Known::of_item(&*self.item, &key)?,
            key,
            actions: self.actions,
            condition: self.condition,
            start: Start::Item(self.item.version()),
            returns: Some(ReturnValue::AllNew),
        };
        let (request, direct) = request.build().await?;
        Ok((request, direct, self.item))
    }
}

impl<M: DynamoItem> Update<'_, M> {
    async fn run(self, capacity: bool) -> Result<Metered<()>, Error> {
        let (request, direct, item) = self.request().await?;
        let answer = ReadOne::<OfUpdate, M, _>::new(stored);
        let (stored, consumed) = send!(
            M::TABLE.model(),
            "UpdateItem",
            request,
            capacity,
            direct,
            answer
        )?;
        item.renew(stored);
        Ok(((), consumed))
    }
}

operation!('a, (), impl['a, M: DynamoItem] Update<'a, M>);

impl<M: DynamoItem> fmt::Debug for Update<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Update")
            .field("model", &M::TABLE.model())
            .finish_non_exhaustive()
    }
}

/// The item that an update answers.
pub(super) fn stored<M: DynamoItem>(item: Option<Returned<'_, '_>>) -> Result<M, ConvertError> {
    item.unwrap_or_else(|| Returned::Map(Item::new())).read()
}

/// What makes an `UpdateItem`.
pub(super) struct Request<M> {
    pub(super) call: Call,
    pub(super) key: Item,
    pub(super) actions: Actions,
    pub(super) condition: Condition<M>,
    pub(super) start: Start,
    pub(super) known: Known,
    pub(super) returns: Option<ReturnValue>,
}

impl<M: DynamoItem> Request<M> {
    pub(super) async fn build(self) -> Result<(UpdateItemFluentBuilder, bool), Error> {
        let Self {
            call,
            key,
            actions,
            condition,
            start,
            known,
            returns,
        } = self;
        let open = call.open().await?;
        let changes = Changes::of(actions, start, &known, condition, open.now)?;
        let request = open
            .client
            .update_item()
            .table_name(open.table)
            .set_key(Some(key))
            .set_update_expression(changes.update)
            .set_return_values(returns);
        Ok((under!(request, changes.conditional), open.direct))
    }
}
