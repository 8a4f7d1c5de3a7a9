//! `#[derive(DynamoModel)]`: items and their keys.

use dynamo_model::{attribute, prelude::*};

use super::{m, n, read, s, written};

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(rename_all = "PascalCase")]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key, rename = "no")]
    number: u64,
    #[dynamo(version)]
    rev: u32,
    total: u64,
}

#[derive(DynamoModel)]
struct Plain {
    #[dynamo(partition_key)]
    id: String,
}

fn order() -> Order {
    Order {
        customer: "acme".into(),
        number: 7,
        rev: 1,
        total: 100,
    }
}

#[test]
fn an_item_is_a_map_of_its_fields() {
    let expected = m([
        ("Customer", s("acme")),
        ("no", n("7")),
        ("Rev", n("1")),
        ("Total", n("100")),
    ]);
    assert_eq!(written(&order()), expected);
    assert_eq!(read(expected), Ok(order()));
    let item = attribute::to_item(&order()).unwrap();
    assert_eq!(attribute::from_item::<Order>(item).unwrap(), order());
}

#[test]
fn a_key_is_a_struct_of_its_own() {
    let key = order().key();
    assert_eq!(key, OrderKey::new("acme", 7_u64));
    assert_eq!(key, OrderKey::from(("acme", 7_u64)));
    assert_eq!(key, OrderKey::from(&order()));
    assert_eq!(written(&key), m([("Customer", s("acme")), ("no", n("7"))]));
    let plain = Plain { id: "x".into() };
    assert_eq!(written(&plain.key()), m([("id", s("x"))]));
    assert_eq!(plain.key(), PlainKey { id: "x".into() });
}

#[test]
fn an_item_in_hand_takes_over_what_was_managed() {
    let mut order = order();
    assert_eq!(DynamoItem::version(&order), Some(1));
    order.adopt(m([("Rev", n("2"))])).unwrap();
    assert_eq!(order.rev, 2);
}
