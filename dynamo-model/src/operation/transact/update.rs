//! The changes that an action of a transaction makes, as a closure writes them.

use std::fmt;

use crate::{
    DynamoItem,
    expression::{Actions, Condition, condition_methods, update_methods},
    operation::managed,
};

/// Changes attributes of one item in a transaction. Given to the closures of
/// [`TransactWrite::update`](super::TransactWrite::update) and
/// [`TransactWrite::update_by_key`](super::TransactWrite::update_by_key).
#[must_use = "give it back, so that the transaction has it"]
pub struct TransactUpdate<M: DynamoItem> {
    pub(super) actions: Actions,
    pub(super) condition: Condition<M>,
    pub(super) if_exists: bool,
}

impl<M: DynamoItem> TransactUpdate<M> {
    pub(super) fn new() -> Self {
        Self {
            actions: Actions::default(),
            condition: Condition::always(),
            if_exists: false,
        }
    }

    update_methods!(M, actions);
    condition_methods!(when, M, condition);

    /// Only changes an item that is there; otherwise an update by key creates the item.
    pub fn if_exists(mut self) -> Self {
        self.condition = self.condition & managed::present();
        self.if_exists = true;
        self
    }
}

impl<M: DynamoItem> fmt::Debug for TransactUpdate<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places: Vec<_> = self.actions.places().map(ToString::to_string).collect();
        f.debug_tuple("TransactUpdate").field(&places).finish()
    }
}
