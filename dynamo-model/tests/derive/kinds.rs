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

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(
    meta(table_name = "shop"),
    key(pk = "ORG#{org}", sk = "ORG"),
    tag = "_kind"
)]
struct Company {
    org: String,
}

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(
    meta(table_name = "shop"),
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
    tag = "_kind",
    kind = "Order",
    alias = "Purchase"
)]
struct Sale {
    org: String,
    number: u32,
}

#[derive(DynamoModel, Debug, PartialEq, Clone)]
enum Shop {
    Company(Company),
    Sale(Sale),
}

#[derive(DynamoModel, Debug, PartialEq, Clone)]
enum OpenShop {
    Company(Company),
    Sale(Sale),
    #[dynamo(other)]
    Other(HashMap<String, AttributeValue>),
}

#[derive(DynamoModel, Debug, PartialEq, Clone)]
enum SalesOnly {
    Sale(Sale),
    #[dynamo(other)]
    Other,
}

fn sale(kind: AttributeValue) -> AttributeValue {
    stored(kind)
}

fn company() -> AttributeValue {
    m([
        ("pk", s("ORG#acme")),
        ("sk", s("ORG")),
        ("org", s("acme")),
        ("_kind", s("Company")),
    ])
}

#[test]
fn w12_the_tag_tells_which_of_the_kinds_an_item_is() {
    let acme = Company { org: "acme".into() };
    let order = Sale {
        org: "acme".into(),
        number: 7,
    };
    assert_eq!(read(company()), Ok(Shop::Company(acme.clone())));
    assert_eq!(read(sale(s("Order"))), Ok(Shop::Sale(order.clone())));
    assert_eq!(read(sale(s("Purchase"))), Ok(Shop::Sale(order.clone())));
    assert_eq!(read(company()), Ok(OpenShop::Company(acme)));
    assert_eq!(read(sale(s("Order"))), Ok(SalesOnly::Sale(order.clone())));
    // As what it is.
    assert_eq!(written(&Shop::Sale(order.clone())), sale(s("Order")));
    let json = to_json_item(&Shop::Sale(order.clone())).unwrap();
    assert_eq!(from_json_item::<Shop>(&json).unwrap(), Shop::Sale(order));
}

#[test]
fn w12_an_unknown_tag_is_a_typed_error() {
    let error = from_item::<Shop>(item(s("Refund"))).unwrap_err();
    assert!(error.is_other_kind());
    assert_eq!(error.found_kind(), Some("Refund"));
    assert_eq!(
        error.to_string(),
        "attribute `_kind`: expected the kind `Company` or `Order`, found `Refund`"
    );
    let mut without = item(s("Order"));
    without.remove("_kind");
    assert_eq!(
        read::<Shop>(AttributeValue::M(without)),
        Err("attribute `_kind`: is required, but the item does not have it".into())
    );
    // What is wrong within a kind is told as if it had been read alone.
    let mut wrong = item(s("Order"));
    wrong.insert("number".into(), s("seven"));
    assert_eq!(
        read::<Shop>(AttributeValue::M(wrong)),
        Err("attribute `number`: expected N, found S".into())
    );
}

#[test]
fn w12_the_other_arm_takes_whatever_is_no_kind() {
    for (name, value) in [
        ("_kind", s("Refund")),
        ("_kind", n("1")),
        ("x", s("no tag")),
    ] {
        let mut unknown = item(s("Order"));
        unknown.remove("_kind");
        unknown.insert(name.into(), value);
        let stored = AttributeValue::M(unknown.clone());
        assert_eq!(read(stored.clone()), Ok(OpenShop::Other(unknown.clone())));
        assert_eq!(written(&OpenShop::Other(unknown)), stored);
        assert_eq!(read(stored), Ok(SalesOnly::Other));
    }
    // A kind that is damaged is not another.
    let mut damaged = item(s("Order"));
    damaged.remove("org");
    assert_eq!(
        read::<OpenShop>(AttributeValue::M(damaged)),
        Err("attribute `org`: is required, but the item does not have it".into())
    );
}

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(meta(table_name = "untagged"), key(pk = "{org}", sk = "ORG"))]
struct Whole {
    org: String,
}

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(meta(table_name = "untagged"), key(pk = "{org}", sk = "ORG#{part}"))]
struct Part {
    org: String,
    part: String,
}

/// Told by the partition key alone.
#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(meta(table_name = "partitions"), key(pk = "USER#{name}", sk = "META"))]
struct User {
    name: String,
}

#[derive(DynamoModel, Debug, PartialEq, Clone)]
#[dynamo(meta(table_name = "partitions"), key(pk = "TEAM#{name}", sk = "META"))]
struct Team {
    name: String,
}

#[derive(DynamoModel, Debug, PartialEq)]
enum Untagged {
    Whole(Whole),
    Part(Part),
}

#[derive(DynamoModel, Debug, PartialEq)]
enum Account {
    User(User),
    Team(Team),
}

#[test]
fn w12_without_a_tag_the_key_tells_the_kind() {
    let whole = Whole { org: "a".into() };
    let part = Part {
        org: "a".into(),
        part: "p".into(),
    };
    let team = Team { name: "t".into() };
    assert_eq!(read(written(&whole)), Ok(Untagged::Whole(whole)));
    assert_eq!(read(written(&part)), Ok(Untagged::Part(part)));
    assert_eq!(read(written(&team)), Ok(Account::Team(team)));
    let stranger = m([("pk", s("a")), ("sk", s("ORGAN#1")), ("org", s("a"))]);
    let AttributeValue::M(stranger) = stranger else {
        unreachable!("an item");
    };
    let error = from_item::<Untagged>(stranger).unwrap_err();
    assert_eq!(error.found_kind(), Some("ORGAN#1"));
    assert_eq!(
        error.to_string(),
        "attribute `sk`: expected the kind `ORG` or `ORG#{part}`, found `ORGAN#1`"
    );
    assert_eq!(
        read::<Untagged>(m([("org", s("a"))])),
        Err("attribute `pk`: is required, but the item does not have it".into())
    );
}

#[test]
fn the_key_of_an_enum_is_that_of_any_kind() {
    let of_sale: ShopKey = SaleKey::new("acme", 7_u32).into();
    assert_eq!(of_sale, ShopKey::Sale(SaleKey::new("acme", 7_u32)));
    assert_eq!(written(&of_sale), written(&SaleKey::new("acme", 7_u32)));
    assert_eq!(Shop::TABLE.model(), "Shop");
    assert_eq!(
        format!("{:?}", Shop::TABLE.name()),
        format!("{:?}", Sale::TABLE.name())
    );
}
