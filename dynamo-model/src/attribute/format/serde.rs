//! Any type of serde's, through the crate `serde_dynamo`.

use std::borrow::Cow;

use ::serde::{Serialize, de::DeserializeOwned};
use serde_dynamo::AttributeValue;

use crate::attribute::{
    AttributeType, Codec, ConvertError, FromAttribute, MapSink, Sink, Source, ToAttribute, kind,
    source::items::{binary_items, number_items, string_items},
};

/// `#[dynamo(serde)]`: any type of serde's, in the form that `serde_dynamo` gives it.
///
/// A value that becomes NULL, such as `None`, is left out of its item, and what is missing is read as NULL.
#[derive(Debug, Clone, Copy)]
pub struct Serde;

impl<T: Serialize + DeserializeOwned> Codec<T> for Serde {
    type Kind = kind::Any;

    fn to_attribute<S: Sink>(value: &T, sink: S) -> Result<S::Ok, ConvertError> {
        let value = serde_dynamo::to_attribute_value(value).map_err(ConvertError::custom)?;
        Written(&value).to_attribute(sink)
    }

    fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<T, ConvertError> {
        let Read(value) = Read::from_attribute(source)?;
        serde_dynamo::from_attribute_value(value).map_err(ConvertError::custom)
    }

    fn is_absent(value: &T) -> bool {
        matches!(
            serde_dynamo::to_attribute_value(value),
            Ok(AttributeValue::Null(_))
        )
    }

    fn absent() -> Option<T> {
        serde_dynamo::from_attribute_value(AttributeValue::Null(true)).ok()
    }
}

/// What `serde_dynamo` made of a value.
struct Written<'v>(&'v AttributeValue);

impl ToAttribute for Written<'_> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        match self.0 {
            AttributeValue::S(text) => sink.string(text),
            AttributeValue::N(text) => sink.number(text),
            AttributeValue::B(bytes) => sink.binary(bytes),
            AttributeValue::Bool(value) => sink.bool(*value),
            AttributeValue::Null(_) => sink.null(),
            AttributeValue::Ss(items) => sink.string_set(items.iter().map(Cow::from)),
            AttributeValue::Ns(items) => sink.number_set(items.iter().map(Cow::from)),
            AttributeValue::Bs(items) => sink.binary_set(items.iter().map(Cow::from)),
            AttributeValue::L(items) => {
                let items: Vec<_> = items.iter().map(Written).collect();
                items.to_attribute(sink)
            }
            AttributeValue::M(members) => {
                let mut map = sink.map(members.len())?;
                for (key, value) in members {
                    map.entry(key, &Written(value))
                        .map_err(|error| error.in_member(key.clone()))?;
                }
                map.end()
            }
        }
    }
}

/// What `serde_dynamo` is to make a value of.
struct Read(AttributeValue);

impl<'a> FromAttribute<'a> for Read {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        Ok(Self(match source.attribute_type() {
            AttributeType::S => AttributeValue::S(source.string()?.into_owned()),
            AttributeType::N => AttributeValue::N(source.number()?.into_owned()),
            AttributeType::B => AttributeValue::B(source.binary()?.into_owned()),
            AttributeType::Bool => AttributeValue::Bool(source.bool()?),
            AttributeType::Null => AttributeValue::Null(true),
            AttributeType::Ss => AttributeValue::Ss(string_items(source)?),
            AttributeType::Ns => AttributeValue::Ns(number_items(source)?),
            AttributeType::Bs => AttributeValue::Bs(binary_items(source)?),
            AttributeType::L => {
                let items = Self::vec_from_attribute(source)?;
                AttributeValue::L(items.into_iter().map(|Self(item)| item).collect())
            }
            AttributeType::M => {
                let members = std::collections::HashMap::<String, Self>::from_attribute(source)?;
                let members = members.into_iter().map(|(key, Self(value))| (key, value));
                AttributeValue::M(members.collect())
            }
            AttributeType::Unknown => return Err(ConvertError::unknown_type()),
        }))
    }
}
