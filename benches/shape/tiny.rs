//! Three fields.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    Item, Shape, Wrong,
    by_hand::{flag, number, of_number, of_text, put, text},
};

#[derive(Debug, PartialEq, DynamoValue, Serialize, Deserialize)]
pub struct Tiny {
    id: String,
    count: u64,
    active: bool,
}

impl Shape for Tiny {
    const NAME: &'static str = "TINY";

    fn sample(number: u64) -> Self {
        Self {
            id: format!("session-{number:012}"),
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
