//! DynamoDB JSON as bytes: `{"S":"x"}`, what stands in requests and responses, exports and Lambda events.
//! Written and read in one pass, with no tree in between; text without escapes is borrowed from the input.

#[cfg(any(feature = "client", feature = "streams"))]
mod plain;
mod reader;
#[cfg(feature = "client")]
mod response;
mod sink;
mod skip;
mod source;
mod string;

pub(crate) use self::reader::Reader;
use self::sink::JsonSink;
#[cfg(any(feature = "client", feature = "streams"))]
pub(crate) use self::sink::string as write_string;
use super::{ConvertError, FromAttribute, ToAttribute};

/// Writes a value as an attribute in DynamoDB JSON.
///
/// ```
/// use dynamo_model::attribute::{from_json, to_json};
///
/// assert_eq!(to_json(&vec![1, 2])?, br#"{"L":[{"N":"1"},{"N":"2"}]}"#);
/// assert_eq!(from_json::<Vec<u64>>(br#"{"L": [{"N": "1"}, {"N": "2"}]}"#)?, [1, 2]);
/// # Ok::<(), dynamo_model::attribute::ConvertError>(())
/// ```
///
/// # Errors
///
/// DynamoDB can't hold the value.
pub fn to_json<T: ToAttribute + ?Sized>(value: &T) -> Result<Vec<u8>, ConvertError> {
    let mut json = Vec::new();
    value.to_attribute(JsonSink::attribute(&mut json))?;
    Ok(json)
}

/// What an item may be given before it is written: nearly all take as much, and what begins with nothing is moved five
/// times until it has it.
const ROOM: usize = 256;

/// Writes a value that becomes an M as an item in DynamoDB JSON, which names no type of its own.
///
/// ```
/// use std::collections::BTreeMap;
/// use dynamo_model::attribute::to_json_item;
///
/// let item = BTreeMap::from([("id".to_owned(), "a-1"), ("memo".to_owned(), "")]);
/// assert_eq!(to_json_item(&item)?, br#"{"id":{"S":"a-1"},"memo":{"S":""}}"#);
/// # Ok::<(), dynamo_model::attribute::ConvertError>(())
/// ```
///
/// # Errors
///
/// The value is no map, or DynamoDB can't hold it.
pub fn to_json_item<T: ToAttribute + ?Sized>(value: &T) -> Result<Vec<u8>, ConvertError> {
    let mut json = Vec::with_capacity(ROOM);
    write_json_item(value, &mut json)?;
    Ok(json)
}

/// The same at the end of these bytes.
pub(crate) fn write_json_item<T: ToAttribute + ?Sized>(
    value: &T,
    json: &mut Vec<u8>,
) -> Result<(), ConvertError> {
    value.to_attribute(JsonSink::item(json))
}

/// The same with these attributes in the place of its own of their names.
#[cfg(feature = "client")]
pub(crate) fn to_json_item_with<T: ToAttribute + ?Sized>(
    value: &T,
    instead: &super::Item,
) -> Result<Vec<u8>, ConvertError> {
    let names: Vec<&str> = instead.keys().map(String::as_str).collect();
    let mut json = Vec::with_capacity(ROOM);
    value.to_attribute(JsonSink::item_without(&mut json, &names))?;
    add_members(&mut json, instead)?;
    Ok(json)
}

/// The same of an item that is written already.
#[cfg(feature = "client")]
pub(crate) fn json_item_with(item: &[u8], instead: &super::Item) -> Result<Vec<u8>, ConvertError> {
    let mut json = Vec::with_capacity(item.len() + MEMBER * instead.len());
    json.push(b'{');
    Reader::response(item, |reader| {
        reader.object(|reader, name| {
            let begin = reader.position();
            reader.skip_attribute()?;
            if !instead.contains_key(name) {
                begin_member(&mut json, name);
                json.extend_from_slice(&item[begin..reader.position()]);
            }
            Ok(())
        })
    })?;
    json.push(b'}');
    add_members(&mut json, instead)?;
    Ok(json)
}

/// Room for a number or a time, and its name.
#[cfg(feature = "client")]
const MEMBER: usize = 64;

/// Adds attributes to an item that has none of their names.
#[cfg(feature = "client")]
fn add_members(json: &mut Vec<u8>, members: &super::Item) -> Result<(), ConvertError> {
    for (name, value) in members {
        // The brace that ends the item.
        json.pop();
        begin_member(json, name);
        value.to_attribute(JsonSink::attribute(json))?;
        json.push(b'}');
    }
    Ok(())
}

#[cfg(feature = "client")]
fn begin_member(json: &mut Vec<u8>, name: &str) {
    if json.len() > 1 {
        json.push(b',');
    }
    sink::string(json, name);
    json.push(b':');
}

/// Reads a value from an attribute in DynamoDB JSON. Of a name that stands twice in an M, the last value counts.
///
/// What nobody reads, such as an attribute that a struct does not have, need only be JSON.
///
/// # Errors
///
/// The bytes are no DynamoDB JSON, are nested deeper than 64 attributes (DynamoDB has 32), or hold no such value.
pub fn from_json<'a, T: FromAttribute<'a>>(json: &'a [u8]) -> Result<T, ConvertError> {
    let mut reader = Reader::new(json)?;
    let value = reader.attribute()?;
    reader.end()?;
    Ok(value)
}

/// Reads a value from an item in DynamoDB JSON, like [`from_json`].
///
/// ```
/// use std::{borrow::Cow, collections::HashMap};
/// use dynamo_model::attribute::from_json_item;
///
/// let item: HashMap<String, Cow<str>> = from_json_item(br#"{"id": {"S": "a-1"}}"#)?;
/// assert!(matches!(item["id"], Cow::Borrowed("a-1")));
///
/// let error = from_json_item::<HashMap<String, u64>>(br#"{"n": {"S": "1"}}"#).unwrap_err();
/// assert_eq!(error.to_string(), "attribute `n`: expected N, found S");
/// # Ok::<(), dynamo_model::attribute::ConvertError>(())
/// ```
///
/// # Errors
///
/// As for [`from_json`].
pub fn from_json_item<'a, T: FromAttribute<'a>>(json: &'a [u8]) -> Result<T, ConvertError> {
    let mut reader = Reader::new(json)?;
    let value = reader.item()?;
    reader.end()?;
    Ok(value)
}
