//! The SDK's `AttributeValue` as a sink and as a source. Reading moves: no string is copied that could be handed on.

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map},
    vec,
};

use aws_sdk_dynamodb::{primitives::Blob, types::AttributeValue};

use super::{
    Attribute, AttributeType, ConvertError, FromAttribute, ListSink, ListSource, MapSink,
    MapSource, Sink, Source, ToAttribute, digits, kind,
    sink::sealed::Sealed,
    source::items::{binary_items, number_items, string_items},
};

/// An item as the SDK has it.
pub type Item = HashMap<String, AttributeValue>;

/// Writes an [`AttributeValue`].
#[derive(Debug, Clone, Copy)]
pub struct AttributeValueSink;

/// Writes an L.
#[derive(Debug)]
pub struct List(Vec<AttributeValue>);

/// Writes an M.
#[derive(Debug)]
pub struct Map(Item);

impl Sealed for AttributeValueSink {}
impl Sealed for List {}
impl Sealed for Map {}

type Written<T = AttributeValue> = Result<T, ConvertError>;

// As below for reading: only `inline` lets the code of other crates take these functions in.
impl Sink for AttributeValueSink {
    type Ok = AttributeValue;
    type List = List;
    type Map = Map;

    fn null(self) -> Written {
        Ok(AttributeValue::Null(true))
    }

    #[inline]
    fn bool(self, value: bool) -> Written {
        Ok(AttributeValue::Bool(value))
    }

    #[inline]
    fn string(self, value: &str) -> Written {
        Ok(AttributeValue::S(value.to_owned()))
    }

    #[inline]
    fn trusted_number(self, text: &str) -> Written {
        Ok(AttributeValue::N(text.to_owned()))
    }

    #[inline]
    fn owned_number(self, text: String) -> Written {
        Ok(AttributeValue::N(text))
    }

    fn binary(self, value: &[u8]) -> Written {
        Ok(AttributeValue::B(Blob::new(value)))
    }

    fn string_set<'i>(self, items: impl Iterator<Item = Cow<'i, str>>) -> Written {
        Ok(AttributeValue::Ss(items.map(Cow::into_owned).collect()))
    }

    fn number_set<'i>(self, items: impl Iterator<Item = Cow<'i, str>>) -> Written {
        let checked = items.map(|text| {
            digits::check(&text)?;
            Ok(text.into_owned())
        });
        Ok(AttributeValue::Ns(
            checked.collect::<Result<_, ConvertError>>()?,
        ))
    }

    fn binary_set<'i>(self, items: impl Iterator<Item = Cow<'i, [u8]>>) -> Written {
        Ok(AttributeValue::Bs(
            items.map(|bytes| Blob::new(bytes.into_owned())).collect(),
        ))
    }

    #[inline]
    fn list(self, len: usize) -> Written<List> {
        Ok(List(Vec::with_capacity(len)))
    }

    #[inline]
    fn map(self, len: usize) -> Written<Map> {
        Ok(Map(HashMap::with_capacity(len)))
    }
}

impl ListSink for List {
    type Ok = AttributeValue;

    fn push<T: ToAttribute + ?Sized>(&mut self, value: &T) -> Written<()> {
        self.0.push(value.to_attribute(AttributeValueSink)?);
        Ok(())
    }

    #[inline]
    fn end(self) -> Written {
        Ok(AttributeValue::L(self.0))
    }
}

impl MapSink for Map {
    type Ok = AttributeValue;

    fn entry<T: ToAttribute + ?Sized>(&mut self, key: &str, value: &T) -> Written<()> {
        let value = value.to_attribute(AttributeValueSink)?;
        self.0.insert(key.to_owned(), value);
        Ok(())
    }

    #[inline]
    fn end(self) -> Written {
        Ok(AttributeValue::M(self.0))
    }
}

#[inline]
fn type_of(value: &AttributeValue) -> AttributeType {
    match value {
        AttributeValue::S(_) => AttributeType::S,
        AttributeValue::N(_) => AttributeType::N,
        AttributeValue::B(_) => AttributeType::B,
        AttributeValue::Bool(_) => AttributeType::Bool,
        AttributeValue::Null(_) => AttributeType::Null,
        AttributeValue::Ss(_) => AttributeType::Ss,
        AttributeValue::Ns(_) => AttributeType::Ns,
        AttributeValue::Bs(_) => AttributeType::Bs,
        AttributeValue::L(_) => AttributeType::L,
        AttributeValue::M(_) => AttributeType::M,
        _ => AttributeType::Unknown,
    }
}

impl Sealed for AttributeValue {}

/// Reads by taking the value apart.
// These functions have no parameters of their own: only `inline` lets the code of other crates take them in.
impl<'a> Source<'a> for AttributeValue {
    type List = ListReader;
    type Map = MapReader;

    #[inline]
    fn attribute_type(&self) -> AttributeType {
        type_of(self)
    }

    #[inline]
    fn bool(self) -> Result<bool, ConvertError> {
        match self {
            Self::Bool(value) => Ok(value),
            other => Err(ConvertError::mismatch("BOOL", type_of(&other).name())),
        }
    }

    #[inline]
    fn string(self) -> Result<Cow<'a, str>, ConvertError> {
        match self {
            Self::S(value) => Ok(Cow::Owned(value)),
            other => Err(ConvertError::mismatch("S", type_of(&other).name())),
        }
    }

    #[inline]
    fn number(self) -> Result<Cow<'a, str>, ConvertError> {
        match self {
            Self::N(text) => Ok(Cow::Owned(text)),
            other => Err(ConvertError::mismatch("N", type_of(&other).name())),
        }
    }

    #[inline]
    fn binary(self) -> Result<Cow<'a, [u8]>, ConvertError> {
        match self {
            Self::B(value) => Ok(Cow::Owned(value.into_inner())),
            other => Err(ConvertError::mismatch("B", type_of(&other).name())),
        }
    }

    fn string_set(
        self,
        mut each: impl FnMut(Cow<'a, str>) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError> {
        match self {
            Self::Ss(items) => items
                .into_iter()
                .try_for_each(|item| each(Cow::Owned(item))),
            other => Err(ConvertError::mismatch("SS", type_of(&other).name())),
        }
    }

    fn number_set(
        self,
        mut each: impl FnMut(Cow<'a, str>) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError> {
        match self {
            Self::Ns(items) => items
                .into_iter()
                .try_for_each(|item| each(Cow::Owned(item))),
            other => Err(ConvertError::mismatch("NS", type_of(&other).name())),
        }
    }

    fn binary_set(
        self,
        mut each: impl FnMut(Cow<'a, [u8]>) -> Result<(), ConvertError>,
    ) -> Result<(), ConvertError> {
        match self {
            Self::Bs(items) => items
                .into_iter()
                .try_for_each(|item| each(Cow::Owned(item.into_inner()))),
            other => Err(ConvertError::mismatch("BS", type_of(&other).name())),
        }
    }

    #[inline]
    fn list(self) -> Result<ListReader, ConvertError> {
        match self {
            Self::L(items) => Ok(ListReader(items.into_iter())),
            other => Err(ConvertError::mismatch("L", type_of(&other).name())),
        }
    }

    #[inline]
    fn map(self) -> Result<MapReader, ConvertError> {
        match self {
            Self::M(members) => Ok(MapReader::new(members)),
            other => Err(ConvertError::mismatch("M", type_of(&other).name())),
        }
    }
}

/// Reads the elements of an L.
#[derive(Debug)]
pub struct ListReader(vec::IntoIter<AttributeValue>);

impl Sealed for ListReader {}

impl<'a> ListSource<'a> for ListReader {
    fn len_hint(&self) -> usize {
        self.0.len()
    }

    fn next<T: FromAttribute<'a>>(&mut self) -> Result<Option<T>, ConvertError> {
        self.0.next().map(T::from_attribute).transpose()
    }
}

/// Up to so many fields are found by comparing names, more by their hashes.
const FEW_FIELDS: usize = 16;

/// Reads the members of an M.
#[derive(Debug)]
pub struct MapReader {
    /// Those not read yet, until they are read in the map's own order.
    named: Option<Item>,
    /// The next field to be looked up by its name.
    next: usize,
    remaining: Option<hash_map::IntoIter<String, AttributeValue>>,
    key: String,
    value: Option<AttributeValue>,
}

impl MapReader {
    fn new(members: Item) -> Self {
        Self {
            named: Some(members),
            next: 0,
            remaining: None,
            key: String::new(),
            value: None,
        }
    }

    fn remaining(&mut self) -> &mut hash_map::IntoIter<String, AttributeValue> {
        self.remaining
            .get_or_insert_with(|| self.named.take().unwrap_or_default().into_iter())
    }

    /// The next of many fields that is there, looked up by its name.
    fn look_up(&mut self, names: &[&str]) -> Option<usize> {
        let members = self.named.as_mut()?;
        while let Some(name) = names.get(self.next) {
            let index = self.next;
            self.next += 1;
            if let Some(value) = members.remove(*name) {
                self.value = Some(value);
                return Some(index);
            }
        }
        None
    }
}

impl Sealed for MapReader {}

impl<'a> MapSource<'a> for MapReader {
    fn len_hint(&self) -> usize {
        let named = self.named.as_ref().map_or(0, HashMap::len);
        self.remaining
            .as_ref()
            .map_or(named, ExactSizeIterator::len)
    }

    fn next_key(&mut self) -> Result<Option<Cow<'a, str>>, ConvertError> {
        let (key, value) = self.remaining().next().unzip();
        self.value = value;
        Ok(key.map(Cow::Owned))
    }

    #[inline]
    fn value<T: FromAttribute<'a>>(&mut self) -> Result<T, ConvertError> {
        match self.value.take() {
            Some(value) => T::from_attribute(value),
            None => Err(ConvertError::custom("was read twice")),
        }
    }

    fn skip(&mut self) -> Result<(), ConvertError> {
        self.value = None;
        Ok(())
    }

    fn tag(&mut self, name: &str) -> Result<String, ConvertError> {
        match self.named.as_ref().and_then(|named| named.get(name)) {
            Some(AttributeValue::S(tag)) => Ok(tag.clone()),
            Some(other) => Err(ConvertError::mismatch("S", type_of(other).name())),
            None => Err(ConvertError::missing()),
        }
        .map_err(|error| error.in_member(name.to_owned()))
    }

    fn next_field(
        &mut self,
        names: &'static [&'static str],
    ) -> Result<Option<usize>, ConvertError> {
        if names.len() > FEW_FIELDS
            && let Some(index) = self.look_up(names)
        {
            return Ok(Some(index));
        }
        let Some((key, value)) = self.remaining().next() else {
            // Not to be read once more after the end.
            self.value = None;
            return Ok(None);
        };
        self.value = Some(value);
        let index = names.iter().position(|name| *name == key);
        if index.is_none() {
            self.key = key;
        }
        Ok(Some(index.unwrap_or(names.len())))
    }

    fn key(&mut self) -> Cow<'a, str> {
        Cow::Owned(std::mem::take(&mut self.key))
    }
}

/// Any attribute as it is.
impl Attribute for AttributeValue {
    type Kind = kind::Any;
}

impl ToAttribute for AttributeValue {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        match self {
            Self::S(value) => sink.string(value),
            Self::N(text) => sink.number(text),
            Self::B(value) => sink.binary(value.as_ref()),
            Self::Bool(value) => sink.bool(*value),
            Self::Null(_) => sink.null(),
            Self::Ss(items) => sink.string_set(items.iter().map(Cow::from)),
            Self::Ns(items) => sink.number_set(items.iter().map(Cow::from)),
            Self::Bs(items) => sink.binary_set(items.iter().map(|item| item.as_ref().into())),
            Self::L(items) => Self::slice_to_attribute(items, sink),
            Self::M(members) => members.to_attribute(sink),
            _ => Err(ConvertError::unknown_type()),
        }
    }
}

impl<'a> FromAttribute<'a> for AttributeValue {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        Ok(match source.attribute_type() {
            AttributeType::S => Self::S(source.string()?.into_owned()),
            AttributeType::N => Self::N(source.number()?.into_owned()),
            AttributeType::B => Self::B(Blob::new(source.binary()?)),
            AttributeType::Bool => Self::Bool(source.bool()?),
            AttributeType::Null => Self::Null(true),
            AttributeType::Ss => Self::Ss(string_items(source)?),
            AttributeType::Ns => Self::Ns(number_items(source)?),
            AttributeType::Bs => Self::Bs(binary_items(source)?),
            AttributeType::L => Self::L(Self::vec_from_attribute(source)?),
            AttributeType::M => Self::M(Item::from_attribute(source)?),
            AttributeType::Unknown => return Err(ConvertError::unknown_type()),
        })
    }
}

/// Takes an item apart into a value.
///
/// # Errors
///
/// The item does not hold such a value; the error tells the attribute's path.
pub fn from_item<T: super::FromAttributeOwned>(item: Item) -> Result<T, ConvertError> {
    T::from_attribute(AttributeValue::M(item))
}

/// Makes an item of a value that becomes an M.
///
/// # Errors
///
/// The value is no map, or DynamoDB can't hold it.
pub fn to_item<T: ToAttribute + ?Sized>(value: &T) -> Result<Item, ConvertError> {
    match value.to_attribute(AttributeValueSink)? {
        AttributeValue::M(item) => Ok(item),
        other => Err(ConvertError::mismatch("M", type_of(&other).name())),
    }
}
