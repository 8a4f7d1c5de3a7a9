//! `#[derive(DynamoValue)]`: structs, newtypes, names, tags.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::{aws_sdk_dynamodb::types::AttributeValue, prelude::*};

use super::{m, n, read, s, written};

#[derive(DynamoValue, Debug, PartialEq, Clone)]
#[dynamo(rename_all = "camelCase")]
struct Line {
    sku: String,
    unit_count: u32,
    next: Option<Box<Line>>,
}

#[derive(DynamoValue, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Email(String);

#[derive(DynamoValue, Debug, PartialEq)]
struct Age(u8);

#[derive(DynamoValue, Debug, PartialEq)]
#[dynamo(transparent)]
struct Wrapped<T> {
    inner: T,
}

#[derive(DynamoValue, Debug, PartialEq)]
struct Memo(Option<String>);

/// A newtype of each kind, of which one has to be there.
#[derive(DynamoValue, Debug, PartialEq)]
struct Contact {
    email: Email,
    memo: Memo,
    age: Wrapped<Option<u64>>,
}

#[derive(DynamoValue, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[dynamo(rename_all = "SCREAMING_SNAKE_CASE")]
enum Status {
    Open,
    #[dynamo(alias = "PAYED", alias = "SETTLED")]
    FullyPaid,
    #[dynamo(rename = "x")]
    Cancelled,
}

#[derive(DynamoValue, Debug, PartialEq)]
enum Colour {
    Red,
    #[dynamo(other)]
    Another(String),
}

#[derive(DynamoValue, Debug, PartialEq)]
#[dynamo(tag = "kind", rename_all = "lowercase")]
enum Payment {
    Cash,
    Card {
        last_digits: String,
        tip: Option<u64>,
    },
    #[dynamo(alias = "letter")]
    Invoice(Line),
}

#[derive(DynamoValue, Debug, PartialEq)]
#[dynamo(tag = "kind")]
enum Event {
    Known,
    #[dynamo(other)]
    Unknown(BTreeMap<String, AttributeValue>),
}

fn line() -> Line {
    Line {
        sku: "a".into(),
        unit_count: 2,
        next: None,
    }
}

#[test]
fn a_struct_is_a_map_of_its_fields() {
    let nested = Line {
        next: Some(Box::new(line())),
        ..line()
    };
    let inner = m([("sku", s("a")), ("unitCount", n("2"))]);
    let expected = m([
        ("sku", s("a")),
        ("unitCount", n("2")),
        ("next", inner.clone()),
    ]);
    assert_eq!(written(&nested), expected);
    assert_eq!(read(expected), Ok(nested));
    assert_eq!(read(inner), Ok(line()));
}

#[test]
fn w6_what_is_missing_is_told_with_its_path() {
    let broken = m([
        ("sku", s("a")),
        ("unitCount", n("2")),
        ("next", m([("sku", s("b"))])),
    ]);
    assert_eq!(
        read::<Line>(broken),
        Err("attribute `next.unitCount`: is required, but the item does not have it".into())
    );
}

#[test]
fn w10_a_wrong_type_is_told_with_its_path() {
    let lines = AttributeValue::L(vec![
        m([("sku", s("a")), ("unitCount", n("1"))]),
        m([("sku", s("a")), ("unitCount", s("1"))]),
    ]);
    assert_eq!(
        read::<Vec<Line>>(lines),
        Err("attribute `[1].unitCount`: expected N, found S".into())
    );
}

#[test]
fn a_newtype_is_what_it_wraps() {
    assert_eq!(written(&Email("a@b".into())), s("a@b"));
    assert_eq!(read(s("a@b")), Ok(Email("a@b".into())));
    assert_eq!(
        written(&vec![Age(7), Age(9)]),
        AttributeValue::L(vec![n("7"), n("9")])
    );
    assert_eq!(
        written(&Wrapped { inner: vec![1_u8] }),
        AttributeValue::B(dynamo_model::aws_sdk_dynamodb::primitives::Blob::new([1]))
    );
    assert_eq!(read(n("5")), Ok(Wrapped { inner: 5_u64 }));
    let absent: Wrapped<Option<u64>> = Wrapped { inner: None };
    assert!(dynamo_model::attribute::ToAttribute::is_absent(&absent));
}

#[test]
fn w6_a_newtype_may_be_missing_where_what_it_wraps_may_be() {
    let contact = Contact {
        email: Email("a@b".into()),
        memo: Memo(None),
        age: Wrapped { inner: None },
    };
    let stored = m([("email", s("a@b"))]);
    assert_eq!(written(&contact), stored);
    assert_eq!(read(stored), Ok(contact));
    assert_eq!(
        read::<Contact>(m([("memo", s("x"))])),
        Err("attribute `email`: is required, but the item does not have it".into())
    );
}

#[test]
fn newtypes_and_names_are_elements_of_sets_and_keys_of_maps() {
    let emails = BTreeSet::from([Email("a".into()), Email("b".into())]);
    let set = AttributeValue::Ss(vec!["a".into(), "b".into()]);
    assert_eq!(written(&emails), set);
    assert_eq!(read(set), Ok(emails));
    let logins = BTreeMap::from([(Email("a".into()), 1_u8), (Email("b".into()), 2)]);
    let map = m([("a", n("1")), ("b", n("2"))]);
    assert_eq!(written(&logins), map);
    assert_eq!(read(map), Ok(logins));
    let counts = BTreeMap::from([(Status::Open, 1_u8), (Status::FullyPaid, 2)]);
    let map = m([("OPEN", n("1")), ("FULLY_PAID", n("2"))]);
    assert_eq!(written(&counts), map);
    assert_eq!(read(map), Ok(counts));
    let states = BTreeSet::from([Status::Cancelled]);
    assert_eq!(written(&states), AttributeValue::Ss(vec!["x".into()]));
    assert_eq!(
        read::<BTreeSet<Status>>(AttributeValue::Ss(vec!["y".into()])),
        Err("`y` is none of `OPEN`, `FULLY_PAID`, `x`".into())
    );
}

#[test]
fn w12_names_aliases_unknown_names_and_other() {
    assert_eq!(written(&Status::FullyPaid), s("FULLY_PAID"));
    for name in ["FULLY_PAID", "PAYED", "SETTLED"] {
        assert_eq!(read(s(name)), Ok(Status::FullyPaid));
    }
    assert_eq!(
        read::<Status>(s("open")),
        Err("`open` is none of `OPEN`, `FULLY_PAID`, `x`".into())
    );
    assert_eq!(read(s("Red")), Ok(Colour::Red));
    assert_eq!(read(s("blue")), Ok(Colour::Another("blue".into())));
    assert_eq!(written(&Colour::Another("blue".into())), s("blue"));
}

#[test]
fn w12_a_tag_tells_the_variant() {
    for (value, attribute) in [
        (Payment::Cash, m([("kind", s("cash"))])),
        (
            Payment::Card {
                last_digits: "1234".into(),
                tip: None,
            },
            m([("kind", s("card")), ("last_digits", s("1234"))]),
        ),
        (
            Payment::Invoice(line()),
            m([
                ("kind", s("invoice")),
                ("sku", s("a")),
                ("unitCount", n("2")),
            ]),
        ),
    ] {
        assert_eq!(written(&value), attribute);
        assert_eq!(read(attribute), Ok(value));
    }
    let alias = m([
        ("kind", s("letter")),
        ("sku", s("a")),
        ("unitCount", n("2")),
    ]);
    assert_eq!(read(alias), Ok(Payment::Invoice(line())));
    assert_eq!(
        read::<Payment>(m([("kind", s("cheque"))])),
        Err("attribute `kind`: `cheque` is none of `cash`, `card`, `invoice`".into())
    );
    assert_eq!(
        read::<Payment>(m([("sku", s("a"))])),
        Err("attribute `kind`: is required, but the item does not have it".into())
    );
}

#[test]
fn w12_other_keeps_the_whole_map() {
    let unknown = m([("kind", s("New")), ("x", n("1"))]);
    let value: Event = read(unknown.clone()).unwrap();
    assert!(matches!(&value, Event::Unknown(members) if members.len() == 2));
    assert_eq!(written(&value), unknown);
    assert_eq!(read(m([("kind", s("Known"))])), Ok(Event::Known));
}
