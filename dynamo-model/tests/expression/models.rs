//! Models with what the derive adds to them, written by hand: two models and a nested struct that holds itself.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::{
    attribute::{
        Attribute, Codec, Coded, ConvertError, FromAttribute, MapSink, MapSource, Maybe, Sink,
        Source, ToAttribute, kind,
    },
    expression::{HasFields, Nested, Path, PathOf, ProjectionOf, RawPath, role},
};

/// Whole cents, stored as text with a currency.
pub enum Euros {}

impl Codec<u64> for Euros {
    type Kind = kind::Text;

    fn to_attribute<S: Sink>(cents: &u64, sink: S) -> Result<S::Ok, ConvertError> {
        sink.string(&format!("EUR {cents}"))
    }

    fn from_attribute<'a, S: Source<'a>>(source: S) -> Result<u64, ConvertError> {
        let text = source.string()?;
        let cents = text.strip_prefix("EUR ").and_then(|text| text.parse().ok());
        cents.ok_or_else(|| ConvertError::custom("is no amount"))
    }
}

pub enum Order {}

pub struct OrderFields {
    pub id: PathOf<Order, String, role::Key>,
    pub rev: PathOf<Order, u64, role::Version>,
    pub day: PathOf<Order, String, role::Indexed>,
    pub status: PathOf<Order, String>,
    pub memo: PathOf<Order, Option<String>>,
    pub total: PathOf<Order, u64>,
    pub count: PathOf<Order, Option<u32>>,
    pub balance: PathOf<Order, i64>,
    pub level: PathOf<Order, u8>,
    pub weight: PathOf<Order, f64>,
    pub paid: PathOf<Order, bool>,
    pub blob: PathOf<Order, Vec<u8>>,
    pub tags: PathOf<Order, BTreeSet<String>>,
    pub sizes: PathOf<Order, BTreeSet<u32>>,
    pub keys: PathOf<Order, BTreeSet<Vec<u8>>>,
    pub notes: PathOf<Order, Vec<Option<String>>>,
    pub lines: PathOf<Order, Vec<Line>>,
    pub main: PathOf<Order, Line>,
    pub attrs: PathOf<Order, BTreeMap<String, Option<u32>>>,
    pub price: PathOf<Order, Coded<Euros, u64>>,
    pub rebate: PathOf<Order, Coded<Maybe<Euros>, Option<u64>>>,
    pub rest: PathOf<Order, BTreeMap<String, String>>,
}

impl From<RawPath> for OrderFields {
    fn from(path: RawPath) -> Self {
        Self {
            id: path.member("id"),
            rev: path.member("rev"),
            day: path.member("day"),
            status: path.member("status"),
            memo: path.member("memo"),
            total: path.member("total"),
            count: path.member("count"),
            balance: path.member("balance"),
            level: path.member("level"),
            weight: path.member("weight"),
            paid: path.member("paid"),
            blob: path.member("blob"),
            tags: path.member("tags"),
            sizes: path.member("sizes"),
            keys: path.member("keys"),
            notes: path.member("notes"),
            lines: path.member("lines"),
            main: path.member("main"),
            attrs: path.member("attrs"),
            price: path.member("price"),
            rebate: path.member("rebate"),
            // All other attributes of the item.
            rest: path.into(),
        }
    }
}

impl HasFields for Order {
    type Fields = OrderFields;
}

#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub sku: String,
    pub qty: u32,
    pub next: Option<Box<Line>>,
}

impl Line {
    pub fn of(sku: &str, qty: u32) -> Self {
        Self {
            sku: sku.to_owned(),
            qty,
            next: None,
        }
    }
}

pub struct LineFields<M, T, R> {
    this: Path<M, T, R>,
    pub sku: PathOf<M, String>,
    pub qty: PathOf<M, u32>,
    pub next: PathOf<M, Option<Box<Line>>>,
}

impl<M, T, R> From<RawPath> for LineFields<M, T, R> {
    fn from(path: RawPath) -> Self {
        let path = path.opened();
        Self {
            sku: path.member("sku"),
            qty: path.member("qty"),
            next: path.member("next"),
            this: path.into(),
        }
    }
}

impl<M, T, R> std::ops::Deref for LineFields<M, T, R> {
    type Target = Path<M, T, R>;

    fn deref(&self) -> &Self::Target {
        &self.this
    }
}

impl Nested for Line {
    type Fields<M, T, R> = LineFields<M, T, R>;
}

impl Attribute for Line {
    type Kind = kind::Struct<Line>;
}

impl ToAttribute for Line {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        let mut map = sink.map(3)?;
        map.field("sku", &self.sku)?;
        map.field("qty", &self.qty)?;
        map.field("next", &self.next)?;
        map.end()
    }
}

impl<'a> FromAttribute<'a> for Line {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        let (mut sku, mut qty, mut next) = (None, None, None);
        let mut map = source.map()?;
        while let Some(key) = map.next_key()? {
            match &*key {
                "sku" => sku = Some(map.value()?),
                "qty" => qty = Some(map.value()?),
                "next" => next = Some(map.value()?),
                _ => map.skip()?,
            }
        }
        Ok(Self {
            sku: sku.ok_or_else(|| ConvertError::custom("has no sku"))?,
            qty: qty.ok_or_else(|| ConvertError::custom("has no qty"))?,
            next: next.unwrap_or_default(),
        })
    }
}

/// Some of the attributes of an order.
#[derive(Debug, PartialEq)]
pub struct Summary {
    pub id: String,
    pub total: u64,
}

impl ProjectionOf<Order> for Summary {
    const NAMES: &'static [&'static str] = &["id", "total"];
}

impl<'a> FromAttribute<'a> for Summary {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        let (mut id, mut total) = (None, None);
        let mut map = source.map()?;
        while let Some(key) = map.next_key()? {
            match &*key {
                "id" => id = Some(map.value()?),
                "total" => total = Some(map.value()?),
                _ => map.skip()?,
            }
        }
        Ok(Self {
            id: id.ok_or_else(|| ConvertError::custom("has no id"))?,
            total: total.ok_or_else(|| ConvertError::custom("has no total"))?,
        })
    }
}

/// Attributes with names that an expression can't spell out.
pub enum Odd {}

pub const LONG: &str = concat!(
    "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn",
    "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn",
    "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn",
);

pub struct OddFields {
    pub dotted: PathOf<Odd, String>,
    pub hashed: PathOf<Odd, String>,
    pub colon: PathOf<Odd, String>,
    pub size: PathOf<Odd, String>,
    pub long: PathOf<Odd, String>,
    pub bracket: PathOf<Odd, Vec<u32>>,
}

impl From<RawPath> for OddFields {
    fn from(path: RawPath) -> Self {
        Self {
            dotted: path.member("a.b"),
            hashed: path.member("#x"),
            colon: path.member(":y"),
            size: path.member("SIZE"),
            long: path.member(LONG),
            bracket: path.member("a[0]"),
        }
    }
}

impl HasFields for Odd {
    type Fields = OddFields;
}
