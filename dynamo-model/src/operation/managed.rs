//! The attributes that the library writes itself, and the conditions that go with them: the version, the times.

use std::time::SystemTime;

use aws_sdk_dynamodb::types::AttributeValue;

use super::call::of_model;
use crate::{
    DynamoItem, Error,
    attribute::{AttributeValueSink, ConvertError, Item},
    expression::{Actions, Condition, Path, RawPath, Value},
    item::{Counter, Stamp},
};

/// Attributes that stand in the place of what the item in hand has.
pub(crate) struct Managed {
    pub(crate) attributes: Item,
}

impl Managed {
    /// Of an item that is stored as a whole, as it is in hand.
    pub(crate) fn of_put<M: DynamoItem>(
        in_hand: &Item,
        version: Option<u64>,
        create: bool,
        now: SystemTime,
    ) -> Result<Self, Error> {
        let spec = M::ITEM;
        let mut attributes = Item::new();
        if let (Some(counter), Some(version)) = (spec.version, version) {
            let next = if create {
                1
            } else {
                after::<M>(counter, version)?
            };
            let next = AttributeValue::N(next.to_string());
            attributes.insert(counter.name.to_owned(), next);
        }
        let is_new = |created_at: &Stamp| match version {
            _ if create => true,
            Some(version) => version == 0,
            // Nothing else tells what was never stored.
            None => matches!(
                in_hand.get(created_at.name),
                None | Some(AttributeValue::Null(_))
            ),
        };
        let stamps = [spec.created_at.filter(is_new), spec.updated_at];
        for stamp in stamps.into_iter().flatten() {
            let time = (stamp.write)(now).map_err(of_model::<M>)?;
            attributes.insert(stamp.name.to_owned(), time.into());
        }
        Ok(Self { attributes })
    }
}

/// The version after this one.
fn after<M: DynamoItem>(counter: Counter, version: u64) -> Result<u64, Error> {
    if version >= counter.max {
        let full = ConvertError::custom(format_args!(
            "is at {version}, the last version that the field's type can count; a wider integer can count more"
        ));
        return Err(of_model::<M>(full.in_member(counter.name)));
    }
    Ok(version + 1)
}

/// What an update starts from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Start {
    /// A key: the item may be in any version, or not there.
    Key,
    /// An item in hand, in the version that it counts, if it counts any.
    Item(Option<u64>),
}

type Write = fn(&mut Actions, RawPath, Result<Option<Value>, ConvertError>);

/// What an update changes besides what was asked for.
pub(crate) fn update<M: DynamoItem>(
    actions: &mut Actions,
    start: Start,
    now: SystemTime,
) -> Result<(), Error> {
    let spec = M::ITEM;
    if let Some(counter) = spec.version {
        let number = |number: u64| Ok(Some(Value::from(AttributeValue::N(number.to_string()))));
        let path = RawPath::root().member(counter.name);
        match start {
            Start::Item(Some(version)) => actions.set(path, number(after::<M>(counter, version)?)),
            Start::Item(None) | Start::Key => actions.add(path, number(1)),
        }
    }
    // An update of a key that is not there creates the item.
    let created_at = spec.created_at.filter(|_| matches!(start, Start::Key));
    let stamps = [
        (spec.updated_at, Actions::set as Write),
        (created_at, Actions::set_if_absent),
    ];
    for (stamp, write) in stamps {
        let Some(stamp) = stamp else { continue };
        let path = RawPath::root().member(stamp.name);
        // A time that the update itself sets is the one that is meant.
        if !actions.changes(&path) {
            let time = (stamp.write)(now).map_err(of_model::<M>)?;
            write(actions, path, Ok(Some(time)));
        }
    }
    Ok(())
}

/// What a new item of this key has besides it: the fields of which the key is put together, and its kind.
pub(crate) fn parts<M: DynamoItem>(key: &M::Key) -> Result<Item, Error> {
    let mut parts = match M::key_parts(key, AttributeValueSink).map_err(of_model::<M>)? {
        AttributeValue::M(parts) => parts,
        _ => Item::new(),
    };
    if let Some(kind) = M::ITEM.kind {
        let name = AttributeValue::S(kind.name().to_owned());
        parts.insert(kind.tag().to_owned(), name);
    }
    Ok(parts)
}

/// Writes them, should the update create the item. One that is there has them.
pub(crate) fn create_parts(actions: &mut Actions, parts: Item) {
    let mut parts: Vec<(String, AttributeValue)> = parts.into_iter().collect();
    // The same text for the same update.
    parts.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    for (name, value) in parts {
        actions.set_if_absent(RawPath::root().key(name), Ok(Some(value.into())));
    }
}

/// There is no item of this key.
pub(crate) fn absent<M: DynamoItem>() -> Condition<M> {
    partition_key().not_exists()
}

/// There is an item of this key.
pub(crate) fn present<M: DynamoItem>() -> Condition<M> {
    partition_key().exists()
}

/// The item is the version in hand. 0 is that of an item which has none: it was never stored, or stored by somebody who
/// counts no versions.
pub(crate) fn expected<M: DynamoItem>(version: Option<u64>) -> Condition<M> {
    let (Some(counter), Some(version)) = (M::ITEM.version, version) else {
        return Condition::always();
    };
    let path: Path<M, u64> = RawPath::root().member(counter.name);
    match version {
        0 => path.not_exists(),
        version => path.eq(version),
    }
}

fn partition_key<M: DynamoItem>() -> Path<M, String> {
    RawPath::root().member(M::ITEM.partition_key.name)
}
