//! What whoever writes conversions by hand writes once: attributes taken out of an item, and put into one.

use std::{collections::HashMap, str::FromStr};

use aws_sdk_dynamodb::types::AttributeValue;

pub type Item = HashMap<String, AttributeValue>;

/// The attribute is missing, or is something else.
#[derive(Debug)]
pub struct Wrong(#[allow(dead_code, reason = "for who reads it")] pub &'static str);

pub fn text(item: &mut Item, name: &'static str) -> Result<String, Wrong> {
    match item.remove(name) {
        Some(AttributeValue::S(text)) => Ok(text),
        _ => Err(Wrong(name)),
    }
}

pub fn optional_text(item: &mut Item, name: &'static str) -> Result<Option<String>, Wrong> {
    match item.remove(name) {
        Some(AttributeValue::S(text)) => Ok(Some(text)),
        None | Some(AttributeValue::Null(_)) => Ok(None),
        Some(_) => Err(Wrong(name)),
    }
}

pub fn number<T: FromStr>(item: &mut Item, name: &'static str) -> Result<T, Wrong> {
    match item.remove(name) {
        Some(AttributeValue::N(text)) => text.parse().map_err(|_| Wrong(name)),
        _ => Err(Wrong(name)),
    }
}

pub fn flag(item: &mut Item, name: &'static str) -> Result<bool, Wrong> {
    match item.remove(name) {
        Some(AttributeValue::Bool(flag)) => Ok(flag),
        _ => Err(Wrong(name)),
    }
}

pub fn map(item: &mut Item, name: &'static str) -> Result<Item, Wrong> {
    match item.remove(name) {
        Some(AttributeValue::M(members)) => Ok(members),
        _ => Err(Wrong(name)),
    }
}

pub fn list<T>(
    item: &mut Item,
    name: &'static str,
    element: impl Fn(AttributeValue) -> Result<T, Wrong>,
) -> Result<Vec<T>, Wrong> {
    match item.remove(name) {
        Some(AttributeValue::L(elements)) => elements.into_iter().map(element).collect(),
        _ => Err(Wrong(name)),
    }
}

pub fn texts(item: &mut Item, name: &'static str) -> Result<Vec<String>, Wrong> {
    list(item, name, |element| match element {
        AttributeValue::S(text) => Ok(text),
        _ => Err(Wrong(name)),
    })
}

pub fn maps<T>(
    item: &mut Item,
    name: &'static str,
    element: fn(Item) -> Result<T, Wrong>,
) -> Result<Vec<T>, Wrong> {
    list(item, name, |attribute| match attribute {
        AttributeValue::M(members) => element(members),
        _ => Err(Wrong(name)),
    })
}

pub fn labels(item: &mut Item, name: &'static str) -> Result<HashMap<String, String>, Wrong> {
    map(item, name)?
        .into_iter()
        .map(|(key, value)| match value {
            AttributeValue::S(text) => Ok((key, text)),
            _ => Err(Wrong(name)),
        })
        .collect()
}

pub fn put(item: &mut Item, name: &str, value: AttributeValue) {
    item.insert(name.to_owned(), value);
}

pub fn of_text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub fn of_number(number: impl ToString + Copy) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

pub fn of_texts(texts: &[String]) -> AttributeValue {
    AttributeValue::L(texts.iter().map(|text| of_text(text)).collect())
}

pub fn of_maps<T>(values: &[T], member: fn(&T) -> Item) -> AttributeValue {
    AttributeValue::L(
        values
            .iter()
            .map(|value| AttributeValue::M(member(value)))
            .collect(),
    )
}

pub fn of_labels(labels: &HashMap<String, String>) -> AttributeValue {
    let members = labels
        .iter()
        .map(|(key, value)| (key.clone(), of_text(value)));
    AttributeValue::M(members.collect())
}
