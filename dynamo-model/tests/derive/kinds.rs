//! `#[dynamo(tag = "...")]`: items that say of which kind they are.

use std::collections::HashMap;

use dynamo_model::{
    attribute::{from_item, from_json_item, item_size, to_item, to_json_item},
    aws_sdk_dynamodb::types::AttributeValue,
    prelude::*,
};

use super::{m, n, read, s, written};

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
    tag = "_kind",
    kind = "Order",
    alias = "Purchase",
    deny_unknown
)]
struct Order {
    org: String,
    number: u32,
    note: Option<String>,
}

/// Named by its type, and keeps what it does not know.
#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(tag = "_kind")]
struct Org {
    #[dynamo(partition_key)]
    pk: String,
    #[dynamo(flatten)]
    rest: HashMap<String, AttributeValue>,
}

fn order() -> Order {
    Order {
        org: "acme".into(),
        number: 7,
        note: None,
    }
}

fn stored(kind: AttributeValue) -> AttributeValue {
    m([
        ("org", s("acme")),
        ("number", n("7")),
        ("pk", s("ORG#acme")),
        ("sk", s("ORDER#0000000007")),
        ("_kind", kind),
    ])
}

fn item(kind: AttributeValue) -> HashMap<String, AttributeValue> {
    match stored(kind) {
        AttributeValue::M(item) => item,
        _ => unreachable!("an item"),
    }
}

#[test]
fn w12_an_item_tells_its_kind() {
    assert_eq!(written(&order()), stored(s("Order")));
    assert_eq!(read(stored(s("Order"))), Ok(order()));
    let json = to_json_item(&order()).unwrap();
    assert_eq!(from_json_item::<Order>(&json).unwrap(), order());
    let size = item_size(&order()).unwrap();
    assert_eq!(size, item_size(&to_item(&order()).unwrap()).unwrap());
    let kind = Order::ITEM.kind().unwrap();
    assert_eq!((kind.tag(), kind.name()), ("_kind", "Order"));
    assert_eq!(kind.names(), ["Order", "Purchase"]);
    // The key has nothing to do with it.
    assert!(!to_item(&order().key()).unwrap().contains_key("_kind"));
}

#[test]
fn w12_an_alias_of_a_kind_is_read_and_never_written() {
    let order: Order = read(stored(s("Purchase"))).unwrap();
    assert_eq!(written(&order), stored(s("Order")));
}

#[test]
fn w12_an_item_of_another_kind_is_a_typed_error() {
    // What else is wrong with it is not told: it is another kind's.
    let other = item(s("Refund"))
        .into_iter()
        .filter(|(name, _)| name != "org");
    let error = from_item::<Order>(other.collect()).unwrap_err();
    assert!(error.is_other_kind());
    assert_eq!(error.path(), "_kind");
    assert_eq!(error.found_kind(), Some("Refund"));
    let told = "attribute `_kind`: expected the kind `Order`, found `Refund`";
    assert_eq!(error.to_string(), told);
    let json = to_json_item(&item(s("Refund"))).unwrap();
    let error = from_json_item::<Order>(&json).unwrap_err();
    assert_eq!(error.to_string(), told);
}

#[test]
fn w12_an_item_without_a_kind_is_none_of_the_model() {
    let mut without = item(s("Order"));
    without.remove("_kind");
    let error = from_item::<Order>(without).unwrap_err();
    assert!(!error.is_other_kind());
    assert_eq!((error.path().as_str(), error.found_kind()), ("_kind", None));
    assert_eq!(
        error.to_string(),
        "attribute `_kind`: is required, but the item does not have it"
    );
    assert_eq!(
        read::<Order>(stored(n("1"))),
        Err("attribute `_kind`: expected S, found N".into())
    );
}

#[test]
fn w12_the_tag_is_known_and_no_rest() {
    let stored = m([("pk", s("acme")), ("plan", s("free")), ("_kind", s("Org"))]);
    let org: Org = read(stored.clone()).unwrap();
    assert_eq!(org.rest.keys().collect::<Vec<_>>(), ["plan"]);
    assert_eq!(written(&org), stored);
    // Whatever the rest says, the item is what it is.
    let mut org = org;
    org.rest.insert("_kind".into(), s("Order"));
    assert_eq!(written(&org), stored);
}
