//! `DeleteItem`.

use std::fmt;

use aws_sdk_dynamodb::{
    operation::delete_item::builders::DeleteItemFluentBuilder, types::ReturnValue,
};

use super::{
    call::{Call, Metered, item_of, of_model, operation, send},
    managed,
    parts::{Conditional, under},
};
use crate::{
    Dynamo, DynamoItem, Error,
    attribute::{Item, from_item},
    expression::{Condition, condition_methods},
};

/// Deletes one item. Made by [`DynamoModel::delete`](crate::DynamoModel::delete) and
/// [`DynamoModel::delete_by_key`](crate::DynamoModel::delete_by_key).
///
/// An item that is not there is no error, unless a condition or a version says that it must be.
#[must_use = "an operation does nothing until it is awaited"]
pub struct Delete<M: DynamoItem, R = ()> {
    call: Call,
    key: Result<Item, Error>,
    condition: Condition<M>,
    old: fn(Option<Item>) -> Result<R, Error>,
    returns: Option<ReturnValue>,
}

impl<M: DynamoItem> Delete<M> {
    pub(crate) fn of_key(db: &Dynamo, key: &M::Key) -> Self {
        Self {
            call: Call::of::<M>(db),
            key: item_of::<M>(key),
            condition: Condition::always(),
            old: |_| Ok(()),
            returns: None,
        }
    }

    pub(crate) fn of_item(db: &Dynamo, item: &M) -> Self {
        Self {
            condition: managed::expected(item.version()),
            ..Self::of_key(db, &item.key())
        }
    }

    /// Answers the item that was deleted, if there was one.
    pub fn returning_old(self) -> Delete<M, Option<M>> {
        Delete {
            call: self.call,
            key: self.key,
            condition: self.condition,
            old: |item| item.map(from_item).transpose().map_err(of_model::<M>),
            returns: Some(ReturnValue::AllOld),
        }
    }
}

impl<M: DynamoItem, R> Delete<M, R> {
    condition_methods!(when, M, condition);

    /// Leaves for the SDK's own request, signed as the model says.
    ///
    /// # Errors
    ///
    /// The key or a condition is wrong, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<DeleteItemFluentBuilder, Error> {
        let key = self.key?;
        let conditional = Conditional::of(self.condition)?;
        let open = self.call.open().await?;
        let request = open
            .client
            .delete_item()
            .table_name(open.table)
            .set_key(Some(key))
            .set_return_values(self.returns);
        Ok(under!(request, conditional))
    }
}

impl<M: DynamoItem, R: Send + 'static> Delete<M, R> {
    async fn run(self, capacity: bool) -> Result<Metered<R>, Error> {
        let old = self.old;
        let request = self.into_sdk().await?;
        let answer = send!(M::TABLE.model(), "DeleteItem", request, capacity);
        Ok((old(answer.attributes)?, answer.consumed_capacity))
    }
}

operation!('static, R, impl[M: DynamoItem, R: Send + 'static] Delete<M, R>);

impl<M: DynamoItem, R> fmt::Debug for Delete<M, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delete")
            .field("model", &M::TABLE.model())
            .finish_non_exhaustive()
    }
}
