//! Every form of a value: maps, newtypes, names, tags; recursive, generic and borrowed ones.
#![deny(warnings)]

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use dynamo_model::{
    attribute::{FromAttributeOwned, ToAttribute, from_json, to_json},
    prelude::*,
};

#[derive(DynamoValue, Debug, Clone, PartialEq, Default)]
pub struct Line {
    pub sku: String,
    pub next: Option<Box<Line>>,
    pub parts: Vec<Line>,
    pub named: HashMap<String, Line>,
}

#[derive(DynamoValue, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Email(pub String);

#[derive(DynamoValue, Debug, PartialEq)]
#[dynamo(transparent)]
pub struct Named {
    pub email: Email,
}

#[derive(DynamoValue, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[dynamo(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    Open,
    #[dynamo(rename = "PAID", alias = "PAYED")]
    FullyPaid,
    #[dynamo(other)]
    Unknown(String),
}

#[derive(DynamoValue, Debug, PartialEq)]
pub enum Switch {
    On,
    #[dynamo(other)]
    Off,
}

#[derive(DynamoValue, Debug, PartialEq)]
#[dynamo(tag = "kind", rename_all = "lowercase")]
pub enum Payment {
    Cash,
    Card {
        #[dynamo(alias = "digits")]
        last_digits: String,
    },
    Invoice(Line),
    #[dynamo(other)]
    Unknown(BTreeMap<String, String>),
}

#[derive(DynamoValue, Debug, PartialEq)]
pub struct Page<T, const N: usize> {
    pub first: T,
    pub all: Vec<T>,
    pub total: u64,
    pub hash: [u8; N],
}

#[derive(DynamoValue, Debug, PartialEq)]
pub struct Wrapped<T>(pub T);

#[derive(DynamoValue, Debug, PartialEq)]
pub struct View<'a> {
    pub name: Cow<'a, str>,
    pub lines: Vec<Line>,
    pub next: Option<Cow<'a, str>>,
}

#[derive(DynamoModel)]
pub struct Entry<T: Clone> {
    #[dynamo(partition_key)]
    pub account: String,
    pub content: T,
    pub contents: Vec<T>,
    pub total: u64,
    pub emails: BTreeSet<Email>,
    pub by_status: BTreeMap<Status, Wrapped<T>>,
}

fn value<T: ToAttribute + FromAttributeOwned>() {}

fn item<T: DynamoItem>() {}

fn main() {
    value::<Line>();
    value::<Email>();
    value::<Named>();
    value::<Status>();
    value::<Switch>();
    value::<Payment>();
    value::<Page<Line, 4>>();
    value::<Wrapped<Option<Email>>>();
    item::<Entry<Line>>();
    item::<Entry<u8>>();
    let view = View {
        name: "a".into(),
        lines: vec![Line::default()],
        next: None,
    };
    let written = to_json(&view).unwrap();
    assert_eq!(from_json::<View<'_>>(&written).unwrap(), view);
}
