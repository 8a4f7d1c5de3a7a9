//! Who reads the page, and what each makes of it.

use std::borrow::Cow;

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::{Dynamo, operation::Query, prelude::*};

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
    /// A number of each order, seen while it stood in the response.
    Totals(Vec<u64>),
}

/// All that is looked at of an order in place.
#[derive(DynamoValue)]
struct Glance<'a> {
    id: Cow<'a, str>,
    customer: Cow<'a, str>,
    total: u64,
}

/// All of them; the last one is compared with the others.
pub fn contestants() -> [Side<&'static Table, Answer>; 5] {
    [
        Side::new("SDK alone", |table| Answer::Items(items(table))),
        Side::new("serde_dynamo", |table| {
            let orders = serde_dynamo::from_items(items(table));
            Answer::Orders(orders.expect("orders"))
        }),
        Side::new("through maps", |table| {
            Answer::Orders(table.runtime.block_on(async {
                let query = query(&table.mapped);
                query.await.expect("an answer").items
            }))
        }),
        Side::new("in place", |table| {
            Answer::Totals(table.runtime.block_on(async {
                // Numbers cost nothing to own, so that all of them are kept.
                let totals = query(&table.db).pick(|order| {
                    let glance: Glance<'_> = order.read()?;
                    let is_one = glance.customer == CUSTOMER && !glance.id.is_empty();
                    Ok(is_one.then_some(glance.total))
                });
                totals.await.expect("an answer").items
            }))
        }),
        Side::new("dynamo-model", |table| {
            Answer::Orders(table.runtime.block_on(async {
                let query = query(&table.db);
                query.await.expect("an answer").items
            }))
        }),
    ]
}

/// As users of this library write it.
fn query(db: &Dynamo) -> Query<SmallPartition> {
    Small::query(db, SmallPartition::new(CUSTOMER))
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
    /// Whether it has these orders, whatever it takes to know.
    #[allow(dead_code, reason = "for the test")]
    pub fn reads(self, orders: &[Small]) -> bool {
        match self {
            Self::Items(items) => {
                let read: Result<Vec<_>, _> = items.into_iter().map(Small::read).collect();
                read.expect("orders") == orders
            }
            Self::Orders(read) => read == orders,
            Self::Totals(totals) => totals.len() == orders.len(),
        }
    }
}
