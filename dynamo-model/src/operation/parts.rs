//! The parts that a write of one item and an action of a transaction have in common: what is written, and the condition
//! with the names and values of all expressions of that write.

use std::{collections::HashMap, time::SystemTime};

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValuesOnConditionCheckFailure};

use super::{
    call::of_model,
    direct::Kept,
    index_keys::{self, Known},
    managed::{self, Managed, Start},
};
use crate::{
    DynamoItem, Error,
    attribute::{Item, to_json_item_with},
    expression::{Actions, Condition, Placeholders},
};

/// What a conditional write carries besides what it writes.
pub(super) struct Conditional {
    pub(super) condition: Option<String>,
    pub(super) names: Option<HashMap<String, String>>,
    pub(super) values: Option<HashMap<String, AttributeValue>>,
    /// Whoever fails a condition is told the item as it is.
    pub(super) current: Option<ReturnValuesOnConditionCheckFailure>,
}

impl Conditional {
    pub(super) fn of<M: DynamoItem>(condition: Condition<M>) -> Result<Self, Error> {
        Self::after(condition, Placeholders::new(M::TABLE.model()))
    }

    /// The last expression of a write, whose others have been written with these placeholders.
    fn after<M>(condition: Condition<M>, mut placeholders: Placeholders) -> Result<Self, Error> {
        let condition = condition.render("condition", &mut placeholders)?;
        let (names, values) = placeholders.into_tables();
        Ok(Self {
            current: condition
                .is_some()
                .then_some(ReturnValuesOnConditionCheckFailure::AllOld),
            condition,
            names,
            values,
        })
    }
}

/// Gives a condition to any of the SDK's builders that takes one.
macro_rules! under {
    ($builder:expr, $conditional:expr) => {{
        let conditional = $conditional;
        $builder
            .set_condition_expression(conditional.condition)
            .set_expression_attribute_names(conditional.names)
            .set_expression_attribute_values(conditional.values)
            .set_return_values_on_condition_check_failure(conditional.current)
    }};
}
pub(super) use under;

/// What must be there for an item to be stored as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    /// No item of its key.
    Nothing,
    /// The version in hand, if the model counts any.
    ItsVersion,
    /// Whatever.
    Anything,
}

impl Over {
    pub(super) fn expected<M: DynamoItem>(self, version: Option<u64>) -> Condition<M> {
        match self {
            Self::Nothing => managed::absent::<M>(),
            Self::ItsVersion => managed::expected(version),
            Self::Anything => Condition::always(),
        }
    }
}

/// An item that is stored as a whole.
pub(super) struct WholeItem {
    pub(super) item: Kept,
    /// What was written in the place of what the item in hand has.
    pub(super) managed: Managed,
    pub(super) conditional: Conditional,
}

impl WholeItem {
    pub(super) fn of<M: DynamoItem>(
        item: Kept,
        version: Option<u64>,
        over: Over,
        condition: Condition<M>,
        now: SystemTime,
    ) -> Result<Self, Error> {
        let managed = Managed::of_put::<M>(item.key(), version, over == Over::Nothing, now)?;
        Ok(Self {
            item: item.with(&managed.attributes).map_err(of_model::<M>)?,
            managed,
            conditional: Conditional::of(over.expected(version) & condition)?,
        })
    }
}

/// An item that is stored as a whole, as DynamoDB JSON.
pub(super) struct WrittenItem {
    pub(super) json: Vec<u8>,
    pub(super) managed: Managed,
}

impl WrittenItem {
    /// None if that takes a look at the item as a map, which also tells what is wrong with one that can't be written.
    pub(super) fn of<M: DynamoItem>(item: &M, over: Over, now: SystemTime) -> Option<Self> {
        let (version, create) = (item.version(), over == Over::Nothing);
        if M::ITEM.created_at.is_some() && version.is_none() && !create {
            return None;
        }
        let managed = Managed::of_put::<M>(&Item::new(), version, create, now).ok()?;
        let json = to_json_item_with(item, &managed.attributes).ok()?;
        Some(Self { json, managed })
    }
}

/// Attributes that are changed.
pub(super) struct Changes {
    /// None if there is nothing to change.
    pub(super) update: Option<String>,
    pub(super) conditional: Conditional,
}

impl Changes {
    pub(super) fn of<M: DynamoItem>(
        mut actions: Actions,
        start: Start,
        known: &Known,
        condition: Condition<M>,
        now: SystemTime,
    ) -> Result<Self, Error> {
        managed::update::<M>(&mut actions, start, now)?;
        let as_known = index_keys::write::<M>(&mut actions, start, known)?;
        let expected = match start {
            Start::Key => Condition::always(),
            Start::Item(version @ Some(1..)) => managed::expected(version),
            // An item that is gone is not to come back in parts.
            Start::Item(version) => managed::present() & managed::expected(version),
        };
        let mut placeholders = Placeholders::new(M::TABLE.model());
        let update = actions.render(&mut placeholders)?;
        Ok(Self {
            update,
            conditional: Conditional::after(expected & as_known & condition, placeholders)?,
        })
    }
}
