//! `UpdateItem` of whatever item a key has.

use std::fmt;

use aws_sdk_dynamodb::{
    operation::update_item::builders::UpdateItemFluentBuilder, types::ReturnValue,
};

use super::{
    call::{Call, Metered, item_of, operation, send},
    direct::{OfUpdate, ReadItem, ReadOne, nothing, perhaps},
    index_keys::Known,
    managed::{self, Start},
    update::{Request, stored},
};
use crate::{
    Dynamo, DynamoItem, Error,
    attribute::Item,
    expression::{Actions, Condition, condition_methods, update_methods},
};

/// Changes attributes of the item of a key. Made by [`DynamoModel::update_by_key`](crate::DynamoModel::update_by_key).
///
/// An item that is not there is created, with the attributes that the update sets and the fields of which its
/// key is put together, and no others.
///
/// Where the key of an index is put together from a field that changes, it is written anew, from the new value and the key
/// of the item; if it has further parts that the update does not set, that is an
/// [error](crate::expression::ExpressionError::is_index_key) before anything is sent.
#[must_use = "an operation does nothing until it is awaited"]
pub struct UpdateByKey<M: DynamoItem, R = ()> {
    call: Call,
    key: Result<Item, Error>,
    /// What an item that the update creates has besides its key.
    parts: Result<Item, Error>,
    creates: bool,
    actions: Actions,
    condition: Condition<M>,
    decode: ReadItem<R>,
    returns: Option<ReturnValue>,
}

impl<M: DynamoItem> UpdateByKey<M> {
    pub(crate) fn new(db: &Dynamo, key: &M::Key) -> Self {
        Self {
            call: Call::of::<M>(db),
            key: item_of::<M>(key),
            parts: managed::parts::<M>(key),
            creates: true,
            actions: Actions::default(),
            condition: Condition::always(),
            decode: nothing,
            returns: None,
        }
    }

    /// Answers the item as it is afterwards.
    pub fn returning_new(self) -> UpdateByKey<M, M> {
        self.returning(ReturnValue::AllNew, stored)
    }

    /// Answers the item as it was before, if there was one.
    pub fn returning_old(self) -> UpdateByKey<M, Option<M>> {
        self.returning(ReturnValue::AllOld, perhaps::<M>)
    }

    fn returning<R>(self, value: ReturnValue, decode: ReadItem<R>) -> UpdateByKey<M, R> {
        UpdateByKey {
            call: self.call,
            key: self.key,
            parts: self.parts,
            creates: self.creates,
            actions: self.actions,
            condition: self.condition,
            decode,
            returns: Some(value),
        }
    }
}

impl<M: DynamoItem, R> UpdateByKey<M, R> {
    update_methods!(M, actions);
    condition_methods!(when, M, condition);

    /// Only changes an item that is there, and creates none.
    pub fn if_exists(mut self) -> Self {
        self.condition = self.condition & managed::present();
        self.creates = false;
        self
    }

    /// Leaves for the SDK's own request, signed as the model says.
    ///
    /// # Errors
    ///
    /// The key, a change or a condition is wrong, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<UpdateItemFluentBuilder, Error> {
        self.request().await.map(|(request, _)| request)
    }

    async fn request(mut self) -> Result<(UpdateItemFluentBuilder, bool), Error> {
        let (key, parts) = (self.key?, self.parts?);
        let known = Known::of_key::<M>(&key, &parts, self.creates);
        if self.creates {
            managed::create_parts(&mut self.actions, parts);
        }
        let request = Request {
            call: self.call,
            key,
            known,
            actions: self.actions,
            condition: self.condition,
            start: Start::Key,
            returns: self.returns,
        };
        request.build().await
    }
}

impl<M: DynamoItem, R: Send + 'static> UpdateByKey<M, R> {
    async fn run(self, capacity: bool) -> Result<Metered<R>, Error> {
        let answer = ReadOne::<OfUpdate, R, _>::new(self.decode);
        let (request, direct) = self.request().await?;
        send!(
            M::TABLE.model(),
            "UpdateItem",
            request,
            capacity,
            direct,
            answer
        )
    }
}

operation!('static, R, impl[M: DynamoItem, R: Send + 'static] UpdateByKey<M, R>);

impl<M: DynamoItem, R> fmt::Debug for UpdateByKey<M, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UpdateByKey")
            .field("model", &M::TABLE.model())
            .finish_non_exhaustive()
    }
}
