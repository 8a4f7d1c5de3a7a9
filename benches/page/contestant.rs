//! Who reads the page, and what each makes of it.

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::prelude::*;

use super::Table;
use crate::{
    rounds::Side,
    shape::{
        Item, Shape, Small,
        small::{CUSTOMER, SmallPartition},
    },
};

/// What one has in hand in the end.
pub enum Answer {
    /// Attributes, all of them still to be taken apart.
    Items(Vec<Item>),
    Orders(Vec<Small>),
}

/// All of them; the last one is compared with the others.
pub fn contestants() -> [Side<&'static Table, Answer>; 3] {
    [
        Side::new("SDK alone", |table| Answer::Items(items(table))),
        Side::new("serde_dynamo", |table| {
            let orders = serde_dynamo::from_items(items(table));
            Answer::Orders(orders.expect("orders"))
        }),
        Side::new("dynamo-model", |table| {
            Answer::Orders(table.runtime.block_on(async {
                let query = Small::query(&table.db, SmallPartition::new(CUSTOMER));
                query.await.expect("an answer").items
            }))
        }),
    ]
}

/// As users of the SDK write it.
fn items(table: &Table) -> Vec<Item> {
    let query = table
        .client
        .query()
        .table_name("orders")
        .key_condition_expression("#customer = :customer")
        .expression_attribute_names("#customer", "customer")
        .expression_attribute_values(":customer", AttributeValue::S(CUSTOMER.to_owned()));
    let answer = table.runtime.block_on(query.send()).expect("an answer");
    answer.items.expect("items")
}

impl Answer {
    /// The orders, whatever it takes.
    #[allow(dead_code, reason = "for the test")]
    pub fn into_orders(self) -> Vec<Small> {
        match self {
            Self::Items(items) => {
                let orders: Result<_, _> = items.into_iter().map(Small::read).collect();
                orders.expect("orders")
            }
            Self::Orders(orders) => orders,
        }
    }
}
