//! `TransactWriteItems`.

use std::{fmt, marker::PhantomData, sync::Arc};

use aws_sdk_dynamodb::{
    operation::transact_write_items::builders::TransactWriteItemsFluentBuilder,
    types::{ConsumedCapacity, ReturnConsumedCapacity},
};

use super::{
    super::{
        batch::Directory,
        call::{SharedCall, item_of, operation},
        direct::{Writing, send_with},
        invalid::{InvalidRequest, MAX_ACTIONS, MAX_TOKEN, Problem},
        item_model::{Tables, names},
        managed::{self, Start},
        parts::Over,
    },
    action::{Action, Stage, Subject},
    cancelled::{Named, error_of},
    update::TransactUpdate,
};
use crate::{
    AwsAccess, Dynamo, DynamoItem, Error,
    access::SameAccess,
    attribute::ConvertError,
    expression::{Condition, IntoCondition, RawPath},
};

/// Up to 100 writes and checks, in the order of the calls, of which all happen or none. Made by
/// [`Dynamo::transact_write`](crate::Dynamo::transact_write).
///
/// Each action is about an item of its own. If a condition fails, [`Error::reasons`] says for each action whether it was
/// to blame, and with which item. Items in hand take over their new version and times once the transaction has happened,
/// and are as they were if it has not.
///
/// The SDK gives the request an idempotency token, so that its own retries write nothing twice. Give one
/// [of your own](Self::idempotency_token) to be able to send the whole again after an error that leaves open what
/// happened, or after the future was dropped.
///
/// `A` is the access of the models, which the first one decides. Where a loop adds actions, begin with
/// [`Dynamo::transact_write_as`](crate::Dynamo::transact_write_as).
#[must_use = "a transaction does nothing until it is awaited"]
pub struct TransactWrite<'a, A> {
    call: SharedCall,
    actions: Vec<Action<'a>>,
    token: Option<String>,
    access: PhantomData<fn() -> A>,
}

impl<'a, A> TransactWrite<'a, A> {
    pub(crate) fn new(db: &Dynamo) -> Self {
        Self {
            call: SharedCall::new(db),
            actions: Vec::new(),
            token: None,
            access: PhantomData,
        }
    }

    /// Stores a new item, if there is none of its key.
    pub fn create<M: DynamoItem>(self, item: &'a mut M) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        self.and(Action::of_hand(
            "create",
            item,
            Over::Nothing,
            Condition::always(),
        ))
    }

    /// Stores the item in hand; with a `#[dynamo(version)]`, only over the version in hand.
    pub fn save<M: DynamoItem>(self, item: &'a mut M) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        self.and(Action::of_hand(
            "save",
            item,
            Over::ItsVersion,
            Condition::always(),
        ))
    }

    /// The same under a condition: `.save_when(&mut order, |o| o.status.eq("open"))`.
    pub fn save_when<M: DynamoItem, C: IntoCondition<M>>(
        self,
        item: &'a mut M,
        condition: impl FnOnce(M::Fields) -> C,
    ) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        self.and(Action::of_hand(
            "save",
            item,
            Over::ItsVersion,
            written(condition),
        ))
    }

    /// Stores an item over whatever is there, whatever its version. What is stored has the version after the one in hand,
    /// where nothing changes.
    pub fn put<M: DynamoItem>(self, item: &M) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        self.put_all([item])
    }

    /// Stores each of these items over whatever is there.
    pub fn put_all<'i, M: DynamoItem>(
        self,
        items: impl IntoIterator<Item = &'i M>,
    ) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let json = self.call.prefers_bytes();
        let puts = items.into_iter();
        self.and_all(puts.map(|item| Action::put(item, json, Condition::always())))
    }

    /// Stores an item under a condition: `.put_when(&order, |o| o.id.not_exists())`.
    pub fn put_when<M: DynamoItem, C: IntoCondition<M>>(
        self,
        item: &M,
        condition: impl FnOnce(M::Fields) -> C,
    ) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let json = self.call.prefers_bytes();
        self.and(Action::put(item, json, written(condition)))
    }

    /// Changes attributes of the item in hand: `.update(&order, |o| o.set(|o| o.status, "paid"))`. It must be there; with a
    /// `#[dynamo(version)]`, in this version. A transaction tells nothing of what it stores, so that the item in hand stays
    /// as it is: read it again.
    pub fn update<M: DynamoItem>(
        self,
        item: &M,
        changes: impl FnOnce(TransactUpdate<M>) -> TransactUpdate<M>,
    ) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let start = Start::Item(item.version());
        let changes = changes(TransactUpdate::new());
        self.and(Action::update(
            "update",
            start,
            Subject::of_item(item),
            changes,
        ))
    }

    /// Changes attributes of the item of a key, in whatever version:
    /// `.update_by_key::<Stock>(StockKey::new("tea"), |s| s.set_expr(|s| s.left, |s| s.left - 1).when(|s| s.left.gt(0)))`. An item that is not there is
    /// created, unless [`if_exists`](TransactUpdate::if_exists) says otherwise.
    pub fn update_by_key<M: DynamoItem>(
        self,
        key: impl Into<M::Key>,
        changes: impl FnOnce(TransactUpdate<M>) -> TransactUpdate<M>,
    ) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let changes = changes(TransactUpdate::new());
        let subject = Subject::of_key::<M>(&key.into(), !changes.if_exists);
        self.and(Action::update(
            "update_by_key",
            Start::Key,
            subject,
            changes,
        ))
    }

    /// Deletes the item in hand; with a `#[dynamo(version)]`, only in this version.
    pub fn delete<M: DynamoItem>(self, item: &M) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let key = item_of::<M>(&item.key());
        self.and(Action::delete::<M>(
            "delete",
            key,
            managed::expected(item.version()),
        ))
    }

    /// The same under a condition, too: `.delete_when(&order, |o| o.status.eq("void"))`.
    pub fn delete_when<M: DynamoItem, C: IntoCondition<M>>(
        self,
        item: &M,
        condition: impl FnOnce(M::Fields) -> C,
    ) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let key = item_of::<M>(&item.key());
        let condition = managed::expected(item.version()) & written(condition);
        self.and(Action::delete("delete", key, condition))
    }

    /// Deletes the item of a key, in whatever version, if there is one.
    pub fn delete_by_key<M: DynamoItem>(
        self,
        key: impl Into<M::Key>,
    ) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let key = item_of::<M>(&key.into());
        self.and(Action::delete::<M>(
            "delete_by_key",
            key,
            Condition::always(),
        ))
    }

    /// The same under a condition: `.delete_by_key_when::<Order>(key, |o| o.status.eq("void"))`.
    pub fn delete_by_key_when<M: DynamoItem>(
        self,
        key: impl Into<M::Key>,
        condition: impl FnOnce(M::Fields) -> Condition<M>,
    ) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let key = item_of::<M>(&key.into());
        self.and(Action::delete("delete_by_key", key, written(condition)))
    }

    /// Writes nothing, but lets the transaction happen only if the item of a key is so:
    /// `.check::<Customer>(key, |c| c.blocked.eq(false))`.
    pub fn check<M: DynamoItem>(
        self,
        key: impl Into<M::Key>,
        condition: impl FnOnce(M::Fields) -> Condition<M>,
    ) -> TransactWrite<'a, M::Access>
    where
        M::Access: SameAccess<A>,
    {
        let key = item_of::<M>(&key.into());
        self.and(Action::check(key, written(condition)))
    }

    /// Makes it safe to send the transaction again: DynamoDB writes nothing for a second request of the same token and
    /// content within ten minutes, and refuses one of other content. (A time that the library sets is content.) 1 to 36
    /// characters.
    pub fn idempotency_token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    fn and<B>(self, action: Action<'a>) -> TransactWrite<'a, B> {
        self.and_all([action])
    }

    fn and_all<B>(mut self, actions: impl IntoIterator<Item = Action<'a>>) -> TransactWrite<'a, B> {
        self.actions.extend(actions);
        TransactWrite {
            call: self.call,
            actions: self.actions,
            token: self.token,
            access: PhantomData,
        }
    }
}

fn written<M: DynamoItem, C: IntoCondition<M>>(
    condition: impl FnOnce(M::Fields) -> C,
) -> Condition<M> {
    condition(RawPath::root().into()).into_condition()
}

/// What is left to do when the transaction has happened.
type Then<'a> = Vec<Box<dyn FnOnce() -> Result<(), Error> + Send + 'a>>;

/// A transaction that is ready to be sent.
struct Open<'a> {
    request: TransactWriteItemsFluentBuilder,
    /// What the request lacks.
    writing: Option<Writing>,
    named: Vec<Named>,
    then: Then<'a>,
}

impl<'a, A: AwsAccess> TransactWrite<'a, A> {
    /// Leaves for the SDK's own request, signed as the models say. Items in hand stay as they are.
    ///
    /// # Errors
    ///
    /// An item, a key, a change or a condition is wrong, DynamoDB would refuse the request, or credentials can't be had.
    pub async fn into_sdk(self) -> Result<TransactWriteItemsFluentBuilder, Error> {
        match self.open(false).await? {
            Some(open) => Ok(open.request),
            None => Err(InvalidRequest::new(None, Problem::NoAction).into()),
        }
    }

    /// None if there is nothing to do. The request lacks what is written directly.
    async fn open(self, directly: bool) -> Result<Option<Open<'a>>, Error> {
        let Some(first) = self.actions.first().map(|action| action.model) else {
            return Ok(None);
        };
        refuse(&self.actions, self.token.as_deref())?;
        let models: Vec<_> = self.actions.iter().map(|action| action.model).collect();
        let db = self.call.handle(names(models.iter().copied()))?;
        let tables = Tables::of(&db, models)?;
        let now = db.now();
        let mut places = Directory::default();
        let (mut actions, mut puts) = (Vec::new(), Vec::new());
        let (mut named, mut then) = (Vec::new(), Then::new());
        for (index, action) in self.actions.into_iter().enumerate() {
            let (model, table) = (action.model, tables.name(&action.model));
            named.push(Named {
                model,
                table: Arc::clone(&table),
                action: action.name,
            });
            let staged = action.stage(Stage {
                table: Arc::clone(&table),
                now,
                json: db.prefers_bytes(),
            })?;
            if let Some(key) = staged.key()
                && let Some(first) = places.place(&table, &model, key, index)?
            {
                let problem = Problem::SameItemTwice {
                    first,
                    second: index,
                };
                return Err(InvalidRequest::new(Some(model.name()), problem).into());
            }
            puts.extend(staged.item.map(|item| (index, item)));
            actions.push(staged.sent);
            then.extend(staged.then);
        }
        let client = db.client(first.reference).await?;
        let of_model =
            |index: usize, error: ConvertError| error.of_model(named[index].model.name());
        let mut writing = None;
        if directly && db.uses_bytes(&client) && !puts.is_empty() {
            let items = puts
                .into_iter()
                .map(|(index, item)| item.into_json().map_err(|error| of_model(index, error)));
            writing = Some(Writing::puts(items.collect::<Result<_, _>>()?));
        } else {
            for (index, item) in puts {
                let item = item.into_item().map_err(|error| of_model(index, error))?;
                if let Some(put) = &mut actions[index].put {
                    put.item = item;
                }
            }
        }
        let request = client
            .transact_write_items()
            .set_transact_items(Some(actions))
            .set_client_request_token(self.token);
        Ok(Some(Open {
            request,
            writing,
            named,
            then,
        }))
    }

    async fn run(self, capacity: bool) -> Result<((), Vec<ConsumedCapacity>), Error> {
        let Some(open) = self.open(true).await? else {
            return Ok(((), Vec::new()));
        };
        let capacity = capacity.then_some(ReturnConsumedCapacity::Total);
        let request = open.request.set_return_consumed_capacity(capacity);
        let answer = send_with!(request, open.writing).map_err(|error| {
            let places: Vec<_> = (0..open.named.len()).collect();
            error_of("TransactWriteItems", &open.named, &places, error)
        })?;
        for then in open.then {
            then()?;
        }
        Ok(((), answer.consumed_capacity.unwrap_or_default()))
    }
}

fn refuse(actions: &[Action<'_>], token: Option<&str>) -> Result<(), InvalidRequest> {
    if actions.len() > MAX_ACTIONS {
        let problem = Problem::TooManyActions(actions.len());
        return Err(InvalidRequest::new(None, problem));
    }
    let length = token.map(|token| token.chars().count());
    match length {
        Some(length) if !(1..=MAX_TOKEN).contains(&length) => {
            Err(InvalidRequest::new(None, Problem::Token(length)))
        }
        _ => Ok(()),
    }
}

operation!(
    'a,
    (),
    Vec<ConsumedCapacity>,
    impl['a, A: AwsAccess + 'a] TransactWrite<'a, A>
);

impl<A> fmt::Debug for TransactWrite<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let actions: Vec<_> = self.actions.iter().map(|action| action.name).collect();
        f.debug_struct("TransactWrite")
            .field("actions", &actions)
            .finish_non_exhaustive()
    }
}
