//! Every option of a field, in a model and in a value.
#![deny(warnings)]

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::SystemTime,
};

use dynamo_model::{
    attribute::{Codec, ConvertError, FromAttribute, Maybe, Sink, Source, ToAttribute, kind},
    prelude::*,
};

/// Whole thousands.
struct Thousands;

impl Codec<u64> for Thousands {
    type Kind = kind::Number;

    fn to_attribute<S: Sink>(value: &u64, sink: S) -> Result<S::Ok, ConvertError> {
        (value / 1000).to_attribute(sink)
    }

    fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<u64, ConvertError> {
        Ok(u64::from_attribute(source)? * 1000)
    }
}

const RETRIES: u32 = 3;

#[derive(DynamoModel)]
#[dynamo(rename_all = "camelCase")]
pub struct Order {
    #[dynamo(partition_key, rename = "PK")]
    pub id: String,
    #[dynamo(sort_key, format = "epoch_millis")]
    pub placed_at: SystemTime,
    #[dynamo(version)]
    pub rev: u64,
    #[dynamo(ttl)]
    pub expires_at: Option<SystemTime>,
    #[dynamo(created_at)]
    pub created: Option<SystemTime>,
    #[dynamo(updated_at, format = "epoch_seconds")]
    pub updated: u64,
    #[dynamo(rename = "n", alias = "number", alias = "no")]
    pub count: u32,
    #[dynamo(default)]
    pub size: u64,
    #[dynamo(default = RETRIES + 1, alias = "retries")]
    pub tries: u32,
    #[dynamo(skip)]
    pub cache: Vec<SystemTime>,
    #[dynamo(skip, default = vec![RETRIES])]
    pub steps: Vec<u32>,
    #[dynamo(null)]
    pub memo: Option<String>,
    #[dynamo(with = Thousands)]
    pub people: u64,
    #[dynamo(with = Maybe<Thousands>, default)]
    pub guests: Option<u64>,
    #[dynamo(format = "pynamodb", default = SystemTime::UNIX_EPOCH, alias = "at")]
    pub seen: SystemTime,
    #[dynamo(list)]
    pub sizes: BTreeSet<u32>,
    pub r#type: Option<String>,
    #[dynamo(flatten)]
    pub rest: HashMap<String, String>,
}

#[derive(DynamoValue)]
#[dynamo(deny_unknown)]
pub struct Line {
    #[dynamo(rename = "s", alias = "sku")]
    pub code: String,
    #[dynamo(with = Thousands, default = 7)]
    pub price: u64,
    pub parts: BTreeMap<String, Vec<u8>>,
}

fn main() {}
