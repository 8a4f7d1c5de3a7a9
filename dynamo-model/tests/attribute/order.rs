//! A model's attributes as a derive would convert them, written by hand.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use dynamo_model::attribute::{
    ConvertError, FromAttribute, MapSink, MapSource, Sink, Source, ToAttribute,
};

#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    pub id: String,
    pub total: u64,
    pub memo: Option<String>,
    pub lines: Vec<Line>,
    pub tags: BTreeSet<String>,
    pub stock: BTreeMap<String, Option<i32>>,
    pub paid: bool,
    pub blob: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub sku: String,
    pub qty: u32,
}

/// More fields than are found by comparing names.
#[derive(Debug, Clone, PartialEq)]
pub struct Wide {
    pub a: u8,
    pub b: u8,
    pub c: u8,
    pub d: u8,
    pub e: u8,
    pub f: u8,
    pub g: u8,
    pub h: u8,
    pub i: u8,
    pub j: u8,
    pub k: u8,
    pub l: u8,
    pub m: u8,
    pub n: u8,
    pub o: u8,
    pub p: u8,
    pub q: u8,
    pub r: u8,
}

#[derive(Debug, PartialEq)]
pub struct LineView<'a> {
    pub sku: Cow<'a, str>,
    pub qty: u32,
}

fn required<'a, T: FromAttribute<'a>>(
    name: &'static str,
    slot: Option<T>,
) -> Result<T, ConvertError> {
    slot.or_else(T::absent)
        .ok_or_else(|| ConvertError::custom("is not there").in_member(name))
}

macro_rules! expansion {
    ($model:ident $([$lifetime:lifetime])?: $($index:tt $field:ident)*) => {
        impl $(<$lifetime>)? ToAttribute for $model $(<$lifetime>)? {
            fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
                let mut map = sink.map([$($index),*].len())?;
                $(map.field(stringify!($field), &self.$field)?;)*
                map.end()
            }
        }

        impl<'a> FromAttribute<'a> for $model $(<$lifetime>)? {
            fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
                const NAMES: &[&str] = &[$(stringify!($field)),*];
                let mut map = source.map()?;
                $(let mut $field = None;)*
                while let Some(index) = map.next_field(NAMES)? {
                    match index {
                        $($index => map.field(NAMES[$index], &mut $field)?,)*
                        _ => map.skip()?,
                    }
                }
                Ok(Self { $($field: required(NAMES[$index], $field)?),* })
            }
        }
    };
}

expansion!(Order: 0 id 1 total 2 memo 3 lines 4 tags 5 stock 6 paid 7 blob);
expansion!(Line: 0 sku 1 qty);
expansion!(Wide: 0 a 1 b 2 c 3 d 4 e 5 f 6 g 7 h 8 i 9 j 10 k 11 l 12 m 13 n 14 o 15 p 16 q 17 r);
expansion!(LineView['a]: 0 sku 1 qty);

/// Of several kinds of items in one table, told apart by a tag, the one that is a line.
#[derive(Debug, PartialEq)]
pub struct Tagged(pub Line);

impl<'a> FromAttribute<'a> for Tagged {
    fn from_attribute<S: Source<'a>>(source: S) -> Result<Self, ConvertError> {
        const NAMES: &[&str] = &["sku", "qty"];
        let mut map = source.map()?;
        let tag = map.tag("_kind")?;
        if tag != "Line" {
            return Err(ConvertError::custom(format_args!(
                "no kind is called `{tag}`"
            )));
        }
        let (mut sku, mut qty) = (None, None);
        while let Some(index) = map.next_field(NAMES)? {
            match index {
                0 => map.field("sku", &mut sku)?,
                1 => map.field("qty", &mut qty)?,
                _ => map.skip()?,
            }
        }
        Ok(Self(Line {
            sku: required("sku", sku)?,
            qty: required("qty", qty)?,
        }))
    }
}

pub fn sample() -> Order {
    Order {
        id: "a-1".to_owned(),
        total: 5,
        memo: None,
        lines: vec![
            Line {
                sku: "x\"\\\n".to_owned(),
                qty: 2,
            },
            Line {
                sku: "Zoë 🦀".to_owned(),
                qty: 0,
            },
        ],
        tags: BTreeSet::from(["one".to_owned(), "two".to_owned()]),
        stock: BTreeMap::from([("k".to_owned(), None), ("z".to_owned(), Some(-1))]),
        paid: true,
        blob: vec![0, 255],
    }
}

pub const SAMPLE: &str = r#"{
    "id": {"S": "a-1"}, "total": {"N": "5"},
    "lines": {"L": [{"M": {"sku": {"S": "x\"\\\n"}, "qty": {"N": "2"}}}, {"M": {"sku": {"S": "Zo\u00eb 🦀"}, "qty": {"N": "0"}}}]},
    "tags": {"SS": ["one", "two"]},
    "stock": {"M": {"k": {"NULL": true}, "z": {"N": "-1"}}},
    "paid": {"BOOL": true}, "blob": {"B": "AP8="}
}"#;
