//! Where a page ended and the next one begins, as a value that can leave the process and come back.

use std::{collections::BTreeMap, error::Error, fmt, marker::PhantomData, str::FromStr};

use aws_sdk_dynamodb::types::AttributeValue;

use crate::{
    attribute::{ConvertError, Item, MapSink, Sink, ToAttribute, from_json_item, to_json_item},
    partition::Place,
};

/// Where a page of a query or a scan ended. `P` says of what, so that a cursor of one index can't continue another:
/// `OrderPartition` of a query of the table, `ByStatus` of one of an index, [`Table<Order>`](crate::partition::Table) of a
/// scan.
///
/// It prints as a token of letters, digits, `-` and `_` that an API may hand out and take back; equal cursors have the
/// same token:
///
/// ```
/// # use dynamo_model::{operation::Cursor, prelude::*};
/// # #[derive(DynamoModel)]
/// # struct Order { #[dynamo(partition_key)] customer: String, #[dynamo(sort_key)] number: u64 }
/// # fn f(cursor: Cursor<OrderPartition>) -> Result<(), dynamo_model::operation::CursorError> {
/// let token: String = cursor.to_string();
/// let again: Cursor<OrderPartition> = token.parse()?;
/// # Ok(()) }
/// ```
///
/// The token is not encrypted and not signed: whoever has it reads the key of the item where the page ended, and may
/// write another one. A query stays within its partition whatever its cursor says. It goes on by
/// [`Query::after`](crate::operation::Query::after) and [`Scan::after`](crate::operation::Scan::after).
pub struct Cursor<P> {
    key: Item,
    of: PhantomData<fn() -> P>,
}

impl<P: Place> Cursor<P> {
    pub(crate) fn new(key: Item) -> Self {
        Self {
            key,
            of: PhantomData,
        }
    }

    pub(crate) fn into_key(self) -> Item {
        self.key
    }

    /// What the cursor is of, by name.
    fn place() -> [&'static str; 2] {
        [P::READER.name, P::INDEX.map_or("", crate::IndexSpec::name)]
    }
}

impl<P> Clone for Cursor<P> {
    fn clone(&self) -> Self {
        Self {
            key: self.key.clone(),
            of: PhantomData,
        }
    }
}

impl<P> PartialEq for Cursor<P> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

/// Keys are the user's data: they are not told.
impl<P> fmt::Debug for Cursor<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cursor(..)")
    }
}

/// What a token holds: `{"p":{"L":[model, index]},"k":{"M":key}}`.
struct Token<'c> {
    place: [&'static str; 2],
    /// Sorted, so that equal cursors have the same token.
    key: BTreeMap<String, &'c AttributeValue>,
}

impl ToAttribute for Token<'_> {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        let mut map = sink.map(2)?;
        map.field("p", &self.place)?;
        map.field("k", &self.key)?;
        map.end()
    }
}

const ALPHABET: base64_simd::Base64 = base64_simd::URL_SAFE_NO_PAD;

impl<P: Place> fmt::Display for Cursor<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.key.iter().map(|(name, value)| (name.clone(), value));
        let token = Token {
            place: Self::place(),
            key: key.collect(),
        };
        let json = to_json_item(&token).map_err(|_| fmt::Error)?;
        f.write_str(&ALPHABET.encode_to_string(json))
    }
}

impl<P: Place> FromStr for Cursor<P> {
    type Err = CursorError;

    fn from_str(token: &str) -> Result<Self, CursorError> {
        let json = ALPHABET
            .decode_to_vec(token)
            .map_err(|_| CursorError::Damaged)?;
        let read: Read = from_json_item(&json).map_err(|_| CursorError::Damaged)?;
        if read.place != Self::place() {
            return Err(CursorError::Elsewhere);
        }
        Ok(Self::new(read.key))
    }
}

struct Read {
    place: [String; 2],
    key: Item,
}

impl<'a> crate::attribute::FromAttribute<'a> for Read {
    fn from_attribute<S: crate::attribute::Source<'a>>(source: S) -> Result<Self, ConvertError> {
        use crate::attribute::MapSource;
        let missing = |name| move || ConvertError::missing().in_member(name);
        let mut map = source.map()?;
        let (mut place, mut key) = (None, None);
        while let Some(index) = map.next_field(&["p", "k"])? {
            match index {
                0 => map.field("p", &mut place)?,
                1 => map.field("k", &mut key)?,
                _ => map.skip()?,
            }
        }
        Ok(Self {
            place: place.ok_or_else(missing("p"))?,
            key: key.ok_or_else(missing("k"))?,
        })
    }
}

/// A token that is no cursor of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CursorError {
    /// It is not what a cursor printed.
    Damaged,
    /// It is a cursor of another model or index.
    Elsewhere,
}

impl fmt::Display for CursorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "the cursor is damaged; begin without one",
            Self::Elsewhere => "the cursor belongs to another model or index; begin without one",
        })
    }
}

impl Error for CursorError {}
