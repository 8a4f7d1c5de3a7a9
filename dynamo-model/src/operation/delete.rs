//! `DeleteItem`.

use std::fmt;

use aws_sdk_dynamodb::{
    operation::delete_item::builders::DeleteItemFluentBuilder, types::ReturnValue,
};

use super::{
    call::{Call, Metered, item_of, operation, send},
    direct::{OfDelete, ReadItem, ReadOne, nothing, perhaps},
    managed,
    parts::{Conditional, under},
};
use crate::{
    Dynamo, DynamoItem, Error,
    attribute::Item,
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
    old: ReadItem<R>,
    returns: Option<ReturnValue>,
}

impl<M: DynamoItem> Delete<M> {
    pub(crate) fn of_key(db: &Dynamo, key: &M::Key) -> Self {
        Self {
            call: Call::of::<M>(db),
            key: item_of::<M>(key),
            condition: Condition::always(),
            old: nothing,
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
            old: perhaps::<M>,
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
        self.request().await.map(|(request, ..)| request)
    }

    async fn request(self) -> Result<(DeleteItemFluentBuilder, bool), Error> {
        let key = self.key?;
        let conditional = Conditional::of(self.condition)?;
        let open = self.call.open().await?;
        let request = open
            .client
            .delete_item()
            .table_name(open.table)
            .set_key(Some(key))
            .set_return_values(self.returns);
        Ok((under!(request, conditional), open.direct))
    }
}

impl<M: DynamoItem, R: Send + 'static> Delete<M, R> {
    async fn run(self, capacity: bool) -> Result<Metered<R>, Error> {
        let answer = ReadOne::<OfDelete, R, _>::new(self.old);
        let (request, direct) = self.request().await?;
        send!(
            M::TABLE.model(),
            "DeleteItem",
            request,
            capacity,
            direct,
            answer
        )
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
