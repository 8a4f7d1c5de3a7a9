//! Models that look at items in different ways.

use std::{
    any::type_name,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::{
    attribute::{Attribute, ConvertError, FromAttribute, Sink, Source, ToAttribute, kind},
    prelude::*,
};

/// Keeps every attribute as it is.
#[derive(DynamoModel, Debug, PartialEq)]
#[dynamo(meta(table_name = "things"))]
pub struct Whole {
    #[dynamo(partition_key)]
    pub id: String,
    #[dynamo(flatten)]
    pub rest: HashMap<String, AttributeValue>,
}

/// Knows the types of its attributes, and passes over others.
#[derive(DynamoModel, Debug, PartialEq)]
#[dynamo(meta(table_name = "things"))]
pub struct Typed {
    #[dynamo(partition_key)]
    pub id: String,
    #[dynamo(sort_key)]
    pub at: u32,
    #[dynamo(alias = "old_text")]
    pub text: Option<String>,
    pub flag: Option<bool>,
    pub bytes: Option<Vec<u8>>,
    pub texts: BTreeSet<String>,
    pub numbers: BTreeSet<i64>,
    pub blobs: BTreeSet<Vec<u8>>,
    pub list: Option<Vec<Option<String>>>,
    pub map: Option<BTreeMap<String, f64>>,
    pub nested: Option<Nested>,
    pub shape: Option<Shape>,
}

#[derive(DynamoValue, Debug, PartialEq)]
pub struct Nested {
    pub text: Option<String>,
    pub nested: Option<Box<Nested>>,
}

#[derive(DynamoValue, Debug, PartialEq)]
#[dynamo(tag = "kind")]
pub enum Shape {
    Dot,
    Circle { radius: f64 },
}

/// Takes nothing that it does not know.
#[derive(DynamoModel, Debug, PartialEq)]
#[dynamo(meta(table_name = "things"), deny_unknown)]
pub struct Strict {
    #[dynamo(partition_key)]
    pub id: String,
    #[dynamo(sort_key)]
    pub at: u32,
    pub text: Option<String>,
}

/// Counts its versions.
#[derive(DynamoModel, Debug, PartialEq)]
#[dynamo(meta(table_name = "things"))]
pub struct Counted {
    #[dynamo(partition_key)]
    pub id: String,
    #[dynamo(version)]
    pub rev: u32,
}

/// Tells what it was read from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum From {
    Bytes,
    Map,
}

impl Attribute for From {
    type Kind = kind::Text;
}

impl ToAttribute for From {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        sink.string("")
    }
}

impl<'a> FromAttribute<'a> for From {
    fn from_attribute<S: Source<'a>>(_: S) -> Result<Self, ConvertError> {
        let from_bytes = type_name::<S>().contains("JsonSource");
        Ok(if from_bytes { Self::Bytes } else { Self::Map })
    }
}

#[derive(DynamoModel, Debug, PartialEq)]
#[dynamo(meta(table_name = "things"))]
pub struct Seen {
    #[dynamo(partition_key)]
    pub id: String,
    pub text: From,
}

#[derive(DynamoModel, Debug, PartialEq)]
#[dynamo(meta(table_name = "others"))]
pub struct SeenElsewhere {
    #[dynamo(partition_key)]
    pub id: String,
    pub text: From,
}
