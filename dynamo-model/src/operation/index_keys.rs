//! The keys of indexes that are put together from fields: an update that changes a field writes them anew.

use aws_sdk_dynamodb::types::AttributeValue;

use super::{
    call::{item_of, of_model},
    managed::{Start, parts as parts_of_key},
};
use crate::{
    DynamoItem, Error,
    attribute::Item,
    expression::{Actions, Condition, ExpressionError, NewValue, Path, RawPath},
    key::{KeyPiece, KeyTemplate, indexed::IndexedPart, writer::KeyWriter},
};

/// What an update knows of the item besides what it changes.
pub(super) struct Known {
    /// The key, as it is stored and as the fields of which it is put together.
    pub(super) key: Item,
    /// The item in hand, if there is one.
    pub(super) in_hand: Option<Item>,
    /// Whether an item that is not there is created.
    pub(super) creates: bool,
}

impl Known {
    /// Of an update by key. The item that it creates has these parts.
    pub(super) fn of_key<M: DynamoItem>(key: &Item, parts: &Item, creates: bool) -> Self {
        if M::ITEM.indexed.is_empty() {
            return Self {
                creates,
                ..Self::nothing()
            };
        }
        let mut all = key.clone();
        all.extend(parts.clone());
        Self {
            key: all,
            in_hand: None,
            creates,
        }
    }

    /// Of an update of this item, whose key is stored so.
    pub(super) fn of_item<M: DynamoItem>(item: &M, key: &Item) -> Result<Self, Error> {
        if M::ITEM.indexed.is_empty() {
            return Ok(Self::nothing());
        }
        let mut known = Self::of_key::<M>(key, &parts_of_key::<M>(&item.key())?, false);
        known.in_hand = Some(item_of::<M>(item)?);
        Ok(known)
    }

    /// Of a model that has no such keys.
    fn nothing() -> Self {
        Self {
            key: Item::new(),
            in_hand: None,
            creates: false,
        }
    }
}

/// Writes anew each key that has a part which changes, and each of which nothing but the key of the item is a part, should
/// the update create the item. The condition says what has been taken from the item in hand.
pub(super) fn write<M: DynamoItem>(
    actions: &mut Actions,
    start: Start,
    known: &Known,
) -> Result<Condition<M>, Error> {
    let mut guard = Guard {
        // A version says that the item in hand is as it is stored.
        is_needed: !matches!(start, Start::Item(Some(1..))),
        condition: Condition::always(),
        checked: Vec::new(),
    };
    for template in templates::<M>() {
        let parts: Vec<_> = parts::<M>(&template).collect();
        let is_key = |part: &&IndexedPart| known.key.contains_key(part.attribute);
        let changed = parts.iter().find(|part| {
            !is_key(part) && !matches!(actions.new_value(part.attribute), NewValue::Unchanged)
        });
        let path = || -> RawPath { RawPath::root().member(template.attribute()) };
        if let Some(changed) = changed {
            let text = text::<M>(&template, &parts, changed, actions, known, &mut guard)?;
            match text {
                Some(text) => actions.set(path(), Ok(Some(AttributeValue::S(text).into()))),
                None => actions.remove(path()),
            }
        } else if known.creates && parts.iter().all(is_key) {
            let values = parts
                .iter()
                .map(|part| known.key.get(part.attribute).cloned());
            if let Some(text) = put_together::<M>(&template, &parts, values)? {
                actions.set_if_absent(path(), Ok(Some(AttributeValue::S(text).into())));
            }
        }
    }
    Ok(guard.condition)
}

/// What has to be as it is in hand.
struct Guard<M> {
    is_needed: bool,
    condition: Condition<M>,
    checked: Vec<&'static str>,
}

impl<M> Guard<M> {
    fn unchanged(&mut self, attribute: &'static str, value: Option<&AttributeValue>) {
        if !self.is_needed || self.checked.contains(&attribute) {
            return;
        }
        self.checked.push(attribute);
        let path: Path<M, AttributeValue> = RawPath::root().member(attribute);
        let as_in_hand = match value {
            Some(value) => path.eq(value.clone()),
            None => path.not_exists(),
        };
        let before = std::mem::replace(&mut self.condition, Condition::always());
        self.condition = before & as_in_hand;
    }
}

/// The text of the key; none if the item has no such key.
fn text<M: DynamoItem>(
    template: &KeyTemplate,
    parts: &[&IndexedPart],
    changed: &IndexedPart,
    actions: &Actions,
    known: &Known,
    guard: &mut Guard<M>,
) -> Result<Option<String>, Error> {
    let mut values = Vec::new();
    for part in parts {
        if let Some(value) = known.key.get(part.attribute) {
            values.push(Some(value.clone()));
            continue;
        }
        let value = match (actions.new_value(part.attribute), &known.in_hand) {
            (NewValue::Known(value), _) => Some(value.into()),
            (NewValue::Absent, _) => None,
            (NewValue::Unchanged, Some(item)) => {
                let value = item.get(part.attribute);
                guard.unchanged(part.attribute, value);
                value.cloned()
            }
            (NewValue::Unchanged, None) | (NewValue::Computed, _) => {
                let (model, changed) = (M::TABLE.model(), changed.attribute);
                return Err(
                    ExpressionError::index_key(model, changed, *template, part.attribute).into(),
                );
            }
        };
        values.push(value);
    }
    put_together::<M>(template, parts, values.into_iter())
}

fn put_together<M: DynamoItem>(
    template: &KeyTemplate,
    parts: &[&IndexedPart],
    values: impl Iterator<Item = Option<AttributeValue>>,
) -> Result<Option<String>, Error> {
    let mut writer = KeyWriter::new(*template);
    for (part, value) in parts.iter().zip(values) {
        let Some(value) = value.filter(|value| !value.is_null()) else {
            return Ok(None);
        };
        let text = part.part.text(value);
        let text = text.map_err(|error| of_model::<M>(error.in_member(part.attribute)))?;
        writer = writer.text(&text).map_err(of_model::<M>)?;
    }
    writer.finish().map(Some).map_err(of_model::<M>)
}

/// The keys of indexes that are put together, each once, and none that is the table's own.
fn templates<M: DynamoItem>() -> Vec<KeyTemplate> {
    let indexes = M::ITEM.indexes.iter();
    let keys = indexes.flat_map(|index| index.partition_key.iter().chain(index.sort_key));
    let mut templates: Vec<KeyTemplate> = Vec::new();
    for template in keys.filter_map(|key| key.template) {
        let attribute = template.attribute();
        let is_own = M::ITEM.key().any(|key| key.name == attribute);
        if !is_own && templates.iter().all(|t| t.attribute() != attribute) {
            templates.push(template);
        }
    }
    templates
}

/// The fields of which a key is put together, as often as they stand there.
fn parts<M: DynamoItem>(template: &KeyTemplate) -> impl Iterator<Item = &'static IndexedPart> {
    template.pieces().iter().filter_map(|piece| match piece {
        KeyPiece::Part { field, .. } => M::ITEM.indexed.iter().find(|part| part.field == *field),
        KeyPiece::Literal(_) => None,
    })
}
