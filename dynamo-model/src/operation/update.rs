//! `UpdateItem`.

use std::fmt;

use aws_sdk_dynamodb::{
    operation::update_item::builders::UpdateItemFluentBuilder,
    types::{ReturnConsumedCapacity, ReturnValue, ReturnValuesOnConditionCheckFailure},
};

use super::{
    call::{Call, Metered, item_of, of_model, operation},
    managed::{self, Start},
};
use crate::{
    Dynamo, DynamoItem, Error,
    attribute::{Item, from_item},
    expression::{Actions, Condition, Placeholders, condition_methods, update_methods},
};

/// Changes attributes of one item. Made by [`DynamoModel::update`](crate::DynamoModel::update) and
/// [`DynamoModel::update_by_key`](crate::DynamoModel::update_by_key).
#[must_use = "an operation does nothing until it is awaited"]
pub struct Update<'m, M: DynamoItem, R = ()> {
    call: Call<M>,
    key: Result<Item, Error>,
    in_hand: Option<&'m mut M>,
    actions: Actions,
    condition: Condition<M>,
    decode: fn(Option<Item>) -> Result<R, Error>,
    returns: Option<ReturnValue>,
}

impl<'m, M: DynamoItem> Update<'m, M> {
    pub(crate) fn of_key(db: &Dynamo, key: &M::Key) -> Self {
        Self {
            call: Call::new(db),
            key: item_of::<M>(key),
            in_hand: None,
            actions: Actions::default(),
            condition: Condition::always(),
            decode: |_| Ok(()),
            returns: None,
        }
    }

    /// The item in hand becomes what is stored.
    pub(crate) fn of_item(db: &Dynamo, item: &'m mut M) -> Self {
        let update = Self::of_key(db, &item.key());
        Self {
            in_hand: Some(item),
            ..update
        }
    }

    /// Answers the item as it is afterwards.
    pub fn returning_new(self) -> Update<'m, M, M> {
        self.returning(ReturnValue::AllNew, new)
    }

    /// Answers the item as it was before, if there was one.
    pub fn returning_old(self) -> Update<'m, M, Option<M>> {
        self.returning(ReturnValue::AllOld, |item| {
            item.map(from_item).transpose().map_err(of_model::<M>)
        })
    }

    fn returning<R>(
        self,
        value: ReturnValue,
        decode: fn(Option<Item>) -> Result<R, Error>,
    ) -> Update<'m, M, R> {
        Update {
            call: self.call,
            key: self.key,
            in_hand: self.in_hand,
            actions: self.actions,
            condition: self.condition,
            decode,
            returns: Some(value),
        }
    }
}

fn new<M: DynamoItem>(item: Option<Item>) -> Result<M, Error> {
    from_item(item.unwrap_or_default()).map_err(of_model::<M>)
}

impl<'m, M: DynamoItem, R> Update<'m, M, R> {
    update_methods!(M, actions);
    condition_methods!(when, M, condition);

    /// Only changes an item that is there; otherwise an update by key creates the item.
    pub fn if_exists(mut self) -> Self {
        self.condition = self.condition & managed::present();
        self
    }

    /// Leaves for the SDK's own request, signed as the model says. An item in hand stays as it is.
    ///
    /// # Errors
    ///
    /// A change or a condition is wrong, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<UpdateItemFluentBuilder, Error> {
        self.request().await.map(|(request, _)| request)
    }

    async fn request(self) -> Result<(UpdateItemFluentBuilder, After<'m, M, R>), Error> {
        let Self {
            call,
            key,
            in_hand,
            mut actions,
            condition,
            decode,
            mut returns,
        } = self;
        let key = key?;
        let open = call.open().await?;
        let start = match &in_hand {
            None => Start::Key,
            Some(item) => Start::Item(item.version()),
        };
        managed::update::<M>(&mut actions, start, open.now)?;
        let expected = match start {
            Start::Key => Condition::always(),
            Start::Item(version @ Some(1..)) => managed::expected(version),
            // An item that is gone is not to come back in parts.
            Start::Item(_) => managed::present(),
        };
        if in_hand.is_some() && returns.is_none() {
            returns = Some(ReturnValue::AllNew);
        }
        let mut placeholders = Placeholders::new(M::TABLE.model());
        let update = actions.render(&mut placeholders)?;
        let condition = (expected & condition).render("condition", &mut placeholders)?;
        let (names, values) = placeholders.into_tables();
        let current = condition
            .is_some()
            .then_some(ReturnValuesOnConditionCheckFailure::AllOld);
        let request = open
            .client
            .update_item()
            .table_name(open.table)
            .set_key(Some(key))
            .set_update_expression(update)
            .set_condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .set_return_values(returns.clone())
            .set_return_values_on_condition_check_failure(current);
        let in_hand = in_hand.filter(|_| returns == Some(ReturnValue::AllNew));
        Ok((request, After { in_hand, decode }))
    }
}

/// What is left to do when the item is changed.
struct After<'m, M, R> {
    in_hand: Option<&'m mut M>,
    decode: fn(Option<Item>) -> Result<R, Error>,
}

impl<'a, M: DynamoItem, R: Send + 'a> Update<'a, M, R> {
    async fn run(self, capacity: bool) -> Result<Metered<R>, Error> {
        let (request, after) = self.request().await?;
        let answer = request
            .set_return_consumed_capacity(capacity.then_some(ReturnConsumedCapacity::Total))
            .send()
            .await
            .map_err(|error| Error::of::<M, _>("UpdateItem", error))?;
        if let Some(in_hand) = after.in_hand {
            *in_hand = new(answer.attributes.clone())?;
        }
        Ok(((after.decode)(answer.attributes)?, answer.consumed_capacity))
    }
}

operation!('a, R, impl['a, M: DynamoItem, R: Send + 'a] Update<'a, M, R>);

impl<M: DynamoItem, R> fmt::Debug for Update<'_, M, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Update")
            .field("model", &M::TABLE.model())
            .field("in_hand", &self.in_hand.is_some())
            .finish_non_exhaustive()
    }
}
