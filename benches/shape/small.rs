//! Twelve fields, some of them nested: an order.

use std::{borrow::Cow, collections::HashMap};

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    Item, Shape, Wrong,
    by_hand::{
        flag, labels, map, maps, number, of_labels, of_maps, of_number, of_text, of_texts,
        optional_text, put, text, texts,
    },
};

#[derive(Debug, Clone, PartialEq, DynamoModel, Serialize, Deserialize)]
#[dynamo(meta(table_name = "orders"))]
pub struct Small {
    #[dynamo(sort_key)]
    id: String,
    #[dynamo(partition_key)]
    customer: String,
    placed_at: u64,
    status: Status,
    paid: bool,
    total: u64,
    weight: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    tags: Vec<String>,
    address: Address,
    lines: Vec<Line>,
    labels: HashMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, DynamoValue, Serialize, Deserialize)]
enum Status {
    Open,
    Shipped,
}

#[derive(Debug, Clone, PartialEq, DynamoValue, Serialize, Deserialize)]
struct Address {
    street: String,
    city: String,
    postal_code: String,
    country: String,
}

#[derive(Debug, Clone, PartialEq, DynamoValue, Serialize, Deserialize)]
pub struct Line {
    sku: String,
    quantity: u32,
    cents: u64,
}

/// All that is looked at of an order in place.
#[derive(DynamoValue)]
pub struct SmallGlance<'a> {
    id: Cow<'a, str>,
    customer: Cow<'a, str>,
    total: u64,
}

/// All orders are of this one.
const CUSTOMER: &str = "customer-00000217";

impl Shape for Small {
    const NAME: &'static str = "SMALL";

    const PARTITION: (&'static str, &'static str) = ("customer", CUSTOMER);

    type Glance<'a> = SmallGlance<'a>;

    fn partition() -> SmallPartition {
        SmallPartition::new(CUSTOMER)
    }

    fn figure(glance: &SmallGlance<'_>) -> u64 {
        glance.total + (glance.id.len() + glance.customer.len()) as u64
    }

    fn sample(number: u64) -> Self {
        Self {
            id: format!("order-{number:012}"),
            customer: CUSTOMER.to_owned(),
            placed_at: 1_700_000_000_000 + number,
            status: if number.is_multiple_of(2) {
                Status::Open
            } else {
                Status::Shipped
            },
            paid: true,
            total: 129_900,
            weight: 12.75,
            note: Some("leave it with the neighbours, third floor".to_owned()),
            tags: vec!["gift".to_owned(), "express".to_owned()],
            address: Address {
                street: "Karl-Marx-Allee 112".to_owned(),
                city: "Berlin".to_owned(),
                postal_code: "10243".to_owned(),
                country: "DE".to_owned(),
            },
            lines: (0..3).map(Line::sample).collect(),
            labels: sample_labels(),
        }
    }

    fn read(mut item: Item) -> Result<Self, Wrong> {
        let item = &mut item;
        Ok(Self {
            id: text(item, "id")?,
            customer: text(item, "customer")?,
            placed_at: number(item, "placed_at")?,
            status: Status::read(item)?,
            paid: flag(item, "paid")?,
            total: number(item, "total")?,
            weight: number(item, "weight")?,
            note: optional_text(item, "note")?,
            tags: texts(item, "tags")?,
            address: Address::read(map(item, "address")?)?,
            lines: maps(item, "lines", Line::read)?,
            labels: labels(item, "labels")?,
        })
    }

    fn write(&self) -> Item {
        let mut item = Item::with_capacity(12);
        put(&mut item, "id", of_text(&self.id));
        put(&mut item, "customer", of_text(&self.customer));
        put(&mut item, "placed_at", of_number(self.placed_at));
        put(&mut item, "status", of_text(self.status.name()));
        put(&mut item, "paid", AttributeValue::Bool(self.paid));
        put(&mut item, "total", of_number(self.total));
        put(&mut item, "weight", of_number(self.weight));
        if let Some(note) = &self.note {
            put(&mut item, "note", of_text(note));
        }
        put(&mut item, "tags", of_texts(&self.tags));
        let address = AttributeValue::M(self.address.write());
        put(&mut item, "address", address);
        put(&mut item, "lines", of_maps(&self.lines, Line::write));
        put(&mut item, "labels", of_labels(&self.labels));
        item
    }
}

impl Status {
    fn name(&self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Shipped => "Shipped",
        }
    }

    fn read(item: &mut Item) -> Result<Self, Wrong> {
        match text(item, "status")?.as_str() {
            "Open" => Ok(Self::Open),
            "Shipped" => Ok(Self::Shipped),
            _ => Err(Wrong("status")),
        }
    }
}

impl Address {
    fn read(mut item: Item) -> Result<Self, Wrong> {
        Ok(Self {
            street: text(&mut item, "street")?,
            city: text(&mut item, "city")?,
            postal_code: text(&mut item, "postal_code")?,
            country: text(&mut item, "country")?,
        })
    }

    fn write(&self) -> Item {
        let mut item = Item::with_capacity(4);
        put(&mut item, "street", of_text(&self.street));
        put(&mut item, "city", of_text(&self.city));
        put(&mut item, "postal_code", of_text(&self.postal_code));
        put(&mut item, "country", of_text(&self.country));
        item
    }
}

impl Line {
    pub fn sample(number: u32) -> Self {
        Self {
            sku: format!("sku-{number:06}"),
            quantity: number + 1,
            cents: 43_300,
        }
    }

    pub fn read(mut item: Item) -> Result<Self, Wrong> {
        Ok(Self {
            sku: text(&mut item, "sku")?,
            quantity: number(&mut item, "quantity")?,
            cents: number(&mut item, "cents")?,
        })
    }

    pub fn write(&self) -> Item {
        let mut item = Item::with_capacity(3);
        put(&mut item, "sku", of_text(&self.sku));
        put(&mut item, "quantity", of_number(self.quantity));
        put(&mut item, "cents", of_number(self.cents));
        item
    }
}

pub fn sample_labels() -> HashMap<String, String> {
    [
        ("channel", "web"),
        ("campaign", "spring-sale"),
        ("carrier", "DHL"),
        ("warehouse", "BER-2"),
    ]
    .map(|(key, value)| (key.to_owned(), value.to_owned()))
    .into()
}
