//! Three fields.

use std::borrow::Cow;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    Item, Shape, Wrong,
    by_hand::{flag, number, of_number, of_text, put, text},
};

#[derive(Debug, Clone, PartialEq, DynamoModel, Serialize, Deserialize)]
#[dynamo(meta(table_name = "sessions"))]
pub struct Tiny {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(sort_key)]
    count: u64,
    active: bool,
}

/// All of it.
#[derive(DynamoValue)]
pub struct TinyGlance<'a> {
    id: Cow<'a, str>,
    count: u64,
    active: bool,
}

const SESSION: &str = "session-000000000007";

impl Shape for Tiny {
    const NAME: &'static str = "TINY";

    const PARTITION: (&'static str, &'static str) = ("id", SESSION);

    type Glance<'a> = TinyGlance<'a>;

    fn partition() -> TinyPartition {
        TinyPartition::new(SESSION)
    }

    fn figure(glance: &TinyGlance<'_>) -> u64 {
        glance.count + glance.id.len() as u64 + u64::from(glance.active)
    }

    fn sample(number: u64) -> Self {
        Self {
            id: SESSION.to_owned(),
            count: 1_700_000_000 + number,
            active: true,
        }
    }

    fn read(mut item: Item) -> Result<Self, Wrong> {
        Ok(Self {
            id: text(&mut item, "id")?,
            count: number(&mut item, "count")?,
            active: flag(&mut item, "active")?,
        })
    }

    fn write(&self) -> Item {
        let mut item = Item::with_capacity(3);
        put(&mut item, "id", of_text(&self.id));
        put(&mut item, "count", of_number(self.count));
        put(&mut item, "active", AttributeValue::Bool(self.active));
        item
    }
}
