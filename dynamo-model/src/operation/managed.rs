//! The attributes that the library writes itself, and the conditions that go with them: the version, the times.

use std::time::SystemTime;

use aws_sdk_dynamodb::types::AttributeValue;

use super::call::of_model;
use crate::{
    DynamoItem, Error,
    attribute::Item,
    expression::{Actions, Condition, Path, RawPath, Value},
};

/// Attributes that stand in the place of what the item in hand has.
pub(crate) struct Managed {
    pub(crate) attributes: Item,
}

impl Managed {
    /// Of an item that is stored as a whole.
    pub(crate) fn of_put<M: DynamoItem>(
        version: Option<u64>,
        create: bool,
        now: SystemTime,
    ) -> Result<Self, Error> {
        let spec = M::ITEM;
        let mut attributes = Item::new();
        if let (Some(name), Some(version)) = (spec.version, version) {
            let next = if create { 1 } else { version.saturating_add(1) };
            attributes.insert(name.to_owned(), AttributeValue::N(next.to_string()));
        }
        let created = create || version == Some(0);
        let stamps = [spec.created_at.filter(|_| created), spec.updated_at];
        for stamp in stamps.into_iter().flatten() {
            let time = (stamp.write)(now).map_err(of_model::<M>)?;
            attributes.insert(stamp.name.to_owned(), time.into());
        }
        Ok(Self { attributes })
    }
}

/// What an update starts from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Start {
    /// A key: the item may be in any version, or not there.
    Key,
    /// An item in hand, in the version that it counts, if it counts any.
    Item(Option<u64>),
}

/// What an update changes besides what was asked for.
pub(crate) fn update<M: DynamoItem>(
    actions: &mut Actions,
    start: Start,
    now: SystemTime,
) -> Result<(), Error> {
    let spec = M::ITEM;
    if let Some(name) = spec.version {
        let number = |number: u64| Ok(Some(Value::from(AttributeValue::N(number.to_string()))));
        let path = RawPath::root().member(name);
        match start {
            Start::Item(Some(version)) => actions.set(path, number(version.saturating_add(1))),
            Start::Item(None) | Start::Key => actions.add(path, number(1)),
        }
    }
    if let Some(stamp) = spec.updated_at {
        let time = (stamp.write)(now).map_err(of_model::<M>)?;
        actions.set(RawPath::root().member(stamp.name), Ok(Some(time)));
    }
    // An update of a key that is not there creates the item.
    if let (Some(stamp), Start::Key) = (spec.created_at, start) {
        let time = (stamp.write)(now).map_err(of_model::<M>)?;
        actions.set_if_absent(RawPath::root().member(stamp.name), Ok(Some(time)));
    }
    Ok(())
}

/// There is no item of this key.
pub(crate) fn absent<M: DynamoItem>() -> Condition<M> {
    partition_key().not_exists()
}

/// There is an item of this key.
pub(crate) fn present<M: DynamoItem>() -> Condition<M> {
    partition_key().exists()
}

/// The item is the version in hand: 0 for one that was never stored.
pub(crate) fn expected<M: DynamoItem>(version: Option<u64>) -> Condition<M> {
    let (Some(name), Some(version)) = (M::ITEM.version, version) else {
        return Condition::always();
    };
    if version == 0 {
        return absent();
    }
    let path: Path<M, u64> = RawPath::root().member(name);
    path.eq(version)
}

fn partition_key<M: DynamoItem>() -> Path<M, String> {
    RawPath::root().member(M::ITEM.partition_key.name)
}
