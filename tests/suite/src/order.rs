//! The model that most cases are about: one attribute or more of each kind that expressions can do something with.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::{Dynamo, prelude::*};

use crate::table;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "orders"))]
pub(crate) struct Order {
    #[dynamo(partition_key)]
    pub id: String,
    #[dynamo(sort_key)]
    pub number: u32,
    pub status: String,
    pub memo: Option<String>,
    pub total: i64,
    pub paid: bool,
    pub weight: Option<f64>,
    pub seal: Vec<u8>,
    pub tags: BTreeSet<String>,
    pub sizes: BTreeSet<u32>,
    pub notes: Vec<String>,
    pub lines: Vec<Line>,
    pub address: Address,
    pub attrs: BTreeMap<String, u32>,
}

#[derive(DynamoValue, Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub sku: String,
    pub qty: u32,
}

#[derive(DynamoValue, Debug, Clone, PartialEq)]
pub(crate) struct Address {
    pub city: String,
    pub floor: Option<i32>,
}

impl Order {
    /// The item that most cases have in their table.
    pub fn sample() -> Self {
        let line = |sku: &str, qty| Line {
            sku: sku.into(),
            qty,
        };
        Self {
            id: "acme".into(),
            number: 7,
            status: "open".into(),
            memo: None,
            total: 100,
            paid: false,
            weight: Some(1.5),
            seal: b"wax".to_vec(),
            tags: ["new", "big"].map(String::from).into(),
            sizes: [1, 2, 3].into(),
            notes: ["first", "second"].map(String::from).into(),
            lines: [line("a", 1), line("b", 2), line("c", 3)].into(),
            address: Address {
                city: "Ulm".into(),
                floor: None,
            },
            attrs: BTreeMap::from([("x".into(), 1), ("y".into(), 2)]),
        }
    }

    /// The item in its table.
    pub async fn stored(db: &Dynamo) -> Self {
        table::create::<Self>(db).await;
        let mut order = Self::sample();
        order.create(db).await.expect("a new item");
        order
    }

    /// What is in the table under the key of the sample.
    pub async fn read(db: &Dynamo) -> Option<Self> {
        let read = Self::get(db, &Self::sample()).consistent().await;
        read.expect("an answer")
    }
}
