//! An item with a field of every kind, and what all that read it hold it to.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
    time::SystemTime,
};

use dynamo_model::{
    attribute::{Number, from_json_item, to_json_item},
    prelude::*,
};

#[derive(DynamoValue, Debug, PartialEq)]
struct Line {
    sku: String,
    #[dynamo(default)]
    qty: u32,
    note: Option<char>,
}

#[derive(DynamoValue, Debug, PartialEq)]
#[dynamo(tag = "t")]
enum Way {
    Post {
        to: String,
    },
    Pickup,
    #[dynamo(other)]
    Other(String),
}

#[derive(DynamoModel, Debug, PartialEq)]
pub struct Order {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(rename = "n", alias = "number")]
    number: i64,
    exact: Option<Number>,
    wide: Option<u128>,
    ratio: Option<f64>,
    paid: Option<bool>,
    photo: Option<Vec<u8>>,
    names: BTreeSet<String>,
    marks: BTreeSet<u8>,
    #[dynamo(default)]
    lines: Vec<Line>,
    by_name: Option<HashMap<String, Line>>,
    way: Option<Way>,
    at: Option<SystemTime>,
    #[dynamo(format = "epoch_seconds")]
    until: Option<SystemTime>,
    pair: Option<(i8, String)>,
    #[dynamo(flatten)]
    rest: BTreeMap<String, Vec<Option<Number>>>,
}

/// As much of it as can be borrowed.
#[derive(DynamoValue, Debug, PartialEq)]
pub struct View<'a> {
    id: Cow<'a, str>,
    #[dynamo(default)]
    lines: Vec<HashMap<String, Cow<'a, str>>>,
}

impl Order {
    /// It comes back as it was written.
    ///
    /// # Panics
    ///
    /// It does not.
    pub fn comes_back(&self) {
        // A number of more digits than DynamoDB has would be read, but is not written.
        if self.wide.is_some_and(|wide| wide >= 10_u128.pow(38)) {
            return assert!(to_json_item(self).is_err());
        }
        let json = to_json_item(self).expect("what was read can be written");
        let again: Self = from_json_item(&json).expect("what was written can be read");
        assert_eq!(&again, self);
    }
}
