//! One action of a write transaction, without the type of its model.

use std::{sync::Arc, time::SystemTime};

use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Delete, Put, TransactWriteItem, Update,
    builders::TransactWriteItemBuilder,
};

use super::{
    super::{
        batch::refuse_too_large,
        call::{item_of, kept_of, of_model},
        direct::Kept,
        index_keys::Known,
        invalid::{InvalidRequest, Problem},
        item_model::ItemModel,
        managed::{self, Start},
        parts::{Changes, Conditional, Over, WholeItem, under},
    },
    update::TransactUpdate,
};
use crate::{DynamoItem, Error, attribute::Item, expression::Condition};

/// What is known when a transaction is sent.
pub(super) struct Stage {
    pub(super) table: Arc<str>,
    pub(super) now: SystemTime,
    /// Whether items are kept as JSON, or in the SDK's form.
    pub(super) json: bool,
}

/// An action as it is sent, and what is left to do when the transaction has happened.
pub(super) struct Staged<'a> {
    pub(super) sent: TransactWriteItem,
    /// What is to be the item of a put, which has an empty one.
    pub(super) item: Option<Kept>,
    pub(super) then: Option<Box<dyn FnOnce() -> Result<(), Error> + Send + 'a>>,
}

type Write<'a> = dyn FnOnce(Stage) -> Result<Staged<'a>, Error> + Send + 'a;

pub(super) struct Action<'a> {
    pub(super) model: ItemModel,
    /// The method that added it.
    pub(super) name: &'static str,
    write: Box<Write<'a>>,
}

const COMPLETE: &str = "all that is required is set";

impl<'a> Action<'a> {
    fn new<M: DynamoItem>(
        name: &'static str,
        write: impl FnOnce(Stage) -> Result<Staged<'a>, Error> + Send + 'a,
    ) -> Self {
        Self {
            model: ItemModel::of::<M>(),
            name,
            write: Box::new(write),
        }
    }

    pub(super) fn stage(self, stage: Stage) -> Result<Staged<'a>, Error> {
        (self.write)(stage)
    }

    /// Stores an item in hand, which takes over its new version and times.
    pub(super) fn of_hand<M: DynamoItem>(
        name: &'static str,
        item: &'a mut M,
        over: Over,
        condition: Condition<M>,
    ) -> Self {
        Self::new::<M>(name, move |stage| {
            let in_hand = kept_of::<M>(&*item, stage.json);
            let (staged, managed) = put(in_hand, item.version(), over, condition, &stage)?;
            let adopt = move || {
                item.adopt(AttributeValue::M(managed))
                    .map_err(of_model::<M>)
            };
            Ok(Staged {
                then: Some(Box::new(adopt)),
                ..staged
            })
        })
    }

    /// Stores an item whatever is there. It is kept as JSON, or in the SDK's form.
    pub(super) fn put<M: DynamoItem>(item: &M, json: bool, condition: Condition<M>) -> Self {
        let (in_hand, version) = (kept_of::<M>(item, json), item.version());
        Self::new::<M>("put", move |stage| {
            let (staged, _) = put(in_hand, version, Over::Anything, condition, &stage)?;
            Ok(staged)
        })
    }

    pub(super) fn update<M: DynamoItem>(
        name: &'static str,
        start: Start,
        subject: Result<Subject, Error>,
        update: TransactUpdate<M>,
    ) -> Self {
        Self::new::<M>(name, move |stage| {
            let Subject { key, parts, known } = subject?;
            let mut actions = update.actions;
            if known.creates {
                managed::create_parts(&mut actions, parts);
            }
            let changes = Changes::of(actions, start, &known, update.condition, stage.now)?;
            let Some(text) = changes.update else {
                let problem = Problem::NothingToChange;
                return Err(InvalidRequest::new(Some(M::TABLE.model()), problem).into());
            };
            let update = Update::builder()
                .table_name(&*stage.table)
                .set_key(Some(key))
                .update_expression(text);
            let update = under!(update, changes.conditional).build().expect(COMPLETE);
            Ok(alone(TransactWriteItem::builder().update(update)))
        })
    }

    pub(super) fn delete<M: DynamoItem>(
        name: &'static str,
        key: Result<Item, Error>,
        condition: Condition<M>,
    ) -> Self {
        Self::new::<M>(name, move |stage| {
            let delete = Delete::builder()
                .table_name(&*stage.table)
                .set_key(Some(key?));
            let conditional = Conditional::of(condition)?;
            let delete = under!(delete, conditional).build().expect(COMPLETE);
            Ok(alone(TransactWriteItem::builder().delete(delete)))
        })
    }

    pub(super) fn check<M: DynamoItem>(key: Result<Item, Error>, condition: Condition<M>) -> Self {
        Self::new::<M>("check", move |stage| {
            let conditional = Conditional::of(condition)?;
            if conditional.condition.is_none() {
                let problem = Problem::NothingToCheck;
                return Err(InvalidRequest::new(Some(M::TABLE.model()), problem).into());
            }
            let check = ConditionCheck::builder()
                .table_name(&*stage.table)
                .set_key(Some(key?));
            let check = under!(check, conditional).build().expect(COMPLETE);
            Ok(alone(TransactWriteItem::builder().condition_check(check)))
        })
    }
}

/// The item that an update is about.
pub(super) struct Subject {
    key: Item,
    /// What the item has besides its key, should the update create it.
    parts: Item,
    known: Known,
}

impl Subject {
    /// Whatever item a key has.
    pub(super) fn of_key<M: DynamoItem>(key: &M::Key, creates: bool) -> Result<Self, Error> {
        let (key, parts) = (item_of::<M>(key)?, managed::parts::<M>(key)?);
        let known = Known::of_key::<M>(&key, &parts, creates);
        Ok(Self { key, parts, known })
    }

    /// An item in hand.
    pub(super) fn of_item<M: DynamoItem>(item: &M) -> Result<Self, Error> {
        let key = item_of::<M>(&item.key())?;
        Ok(Self {
            parts: Item::new(),
            known: Known::of_item(item, &key)?,
            key,
        })
    }
}

/// An action after which there is nothing left to do.
fn alone<'a>(sent: TransactWriteItemBuilder) -> Staged<'a> {
    Staged {
        sent: sent.build(),
        item: None,
        then: None,
    }
}

/// The action, and what was written in the place of what the item in hand has.
fn put<'a, M: DynamoItem>(
    item: Result<Kept, Error>,
    version: Option<u64>,
    over: Over,
    condition: Condition<M>,
    stage: &Stage,
) -> Result<(Staged<'a>, Item), Error> {
    let whole = WholeItem::of(item?, version, over, condition, stage.now)?;
    refuse_too_large(&ItemModel::of::<M>(), &whole.item)?;
    let put = Put::builder()
        .table_name(&*stage.table)
        .set_item(Some(Item::new()));
    let put = under!(put, whole.conditional).build().expect(COMPLETE);
    let staged = Staged {
        item: Some(whole.item),
        ..alone(TransactWriteItem::builder().put(put))
    };
    Ok((staged, whole.managed.attributes))
}

impl Staged<'_> {
    /// The key of the item that the action is about, with or without the rest of the item.
    pub(super) fn key(&self) -> Option<&Item> {
        let put = self.item.as_ref().map(Kept::key);
        let update = self.sent.update().map(Update::key);
        let delete = self.sent.delete().map(Delete::key);
        let check = self.sent.condition_check().map(ConditionCheck::key);
        put.or(update).or(delete).or(check)
    }
}
