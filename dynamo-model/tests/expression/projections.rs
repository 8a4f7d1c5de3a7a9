//! Parts of an item: what is asked for, and how it is found in what comes back.

use std::collections::{BTreeSet, HashMap};

use aws_sdk_dynamodb::types::AttributeValue;
use dynamo_model::{attribute::Item, expression::Selection};

use crate::{
    models::{Line, Order, Summary},
    rendered::{projection, selection},
};

fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

fn n(number: u32) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

fn map<const N: usize>(members: [(&str, AttributeValue); N]) -> AttributeValue {
    AttributeValue::M(item(members))
}

fn item<const N: usize>(members: [(&str, AttributeValue); N]) -> Item {
    members.map(|(name, value)| (name.to_owned(), value)).into()
}

fn line(sku: &str, qty: u32) -> AttributeValue {
    map([("sku", s(sku)), ("qty", n(qty))])
}

#[test]
fn an_attribute_or_a_tuple_of_them() {
    let one = selection::<Order, _, _>(|o| o.total);
    assert_eq!(projection(&one), "`total`");
    assert_eq!(one.decode(item([("total", n(7))])).expect("read"), 7_u64);

    let several = selection::<Order, _, _>(|o| (o.status, o.memo, o.tags, o.main, o.paid));
    assert_eq!(
        projection(&several),
        "`status`, `memo`, `tags`, `main`, `paid`"
    );
    let (status, memo, tags, main, paid): (String, Option<String>, BTreeSet<String>, Line, bool) =
        several
            .decode(item([
                ("paid", AttributeValue::Bool(true)),
                ("status", s("open")),
                ("main", line("a", 1)),
            ]))
            .expect("read");
    assert_eq!((status.as_str(), memo, paid), ("open", None, true));
    assert_eq!((tags, main), (BTreeSet::new(), Line::of("a", 1)));
}

#[test]
fn what_is_nested_comes_back_nested() {
    let nested =
        selection::<Order, _, _>(|o| (o.main.qty, o.main.next.open().sku, o.attrs.key("k")));
    assert_eq!(
        projection(&nested),
        "`main`.`qty`, `main`.`next`.`sku`, `attrs`.`k`"
    );
    let returned = item([
        (
            "main",
            map([("qty", n(1)), ("next", map([("sku", s("b"))]))]),
        ),
        ("attrs", map([("k", n(3))])),
    ]);
    assert_eq!(
        nested.decode(returned).expect("read"),
        (1, "b".to_owned(), Some(3))
    );
}

#[test]
fn an_element_comes_back_as_the_only_one_of_its_list() {
    let element = selection::<Order, _, _>(|o| o.lines.at(3).qty);
    assert_eq!(projection(&element), "`lines`[3].`qty`");
    let returned = item([("lines", AttributeValue::L(vec![map([("qty", n(9))])]))]);
    assert_eq!(element.decode(returned).expect("read"), 9);
}

#[test]
fn several_elements_come_back_in_the_order_of_the_list() {
    let elements = selection::<Order, _, _>(|o| (o.notes.at(5), o.notes.at(1), o.notes.at(9)));
    assert_eq!(projection(&elements), "`notes`[1], `notes`[5], `notes`[9]");
    let returned = item([("notes", AttributeValue::L(vec![s("one"), s("five")]))]);
    let (five, one, nine) = elements.decode(returned).expect("read");
    assert_eq!(
        (five.as_deref(), one.as_deref(), nine),
        (Some("five"), Some("one"), None)
    );
}

/// DynamoDB would leave out the element without a `next`, and not say which of the two it returned.
#[test]
fn of_several_elements_each_is_asked_for_as_a_whole() {
    let elements =
        selection::<Order, _, _>(|o| (o.lines.at(1).next, o.lines.at(2).next.open().qty));
    assert_eq!(projection(&elements), "`lines`[1], `lines`[2]");
    let second = map([("sku", s("b")), ("qty", n(2)), ("next", line("c", 3))]);
    let returned = item([("lines", AttributeValue::L(vec![line("a", 1), second]))]);
    let (first, second) = elements.decode(returned).expect("read");
    assert_eq!(first, None);
    assert_eq!(second, 3);
}

#[test]
fn a_part_of_another_is_not_asked_for_again() {
    let inside = selection::<Order, _, _>(|o| (o.main.next.clone(), o.main));
    assert_eq!(projection(&inside), "`main`");
    let read = inside.decode(item([("main", line("a", 1))])).expect("read");
    assert_eq!(read, (None, Line::of("a", 1)));

    let inside = selection::<Order, _, _>(|o| (o.lines.at(0), o.lines.at(0).next));
    assert_eq!(projection(&inside), "`lines`[0]");
    let lines = AttributeValue::L(vec![line("a", 1)]);
    let read = inside.decode(item([("lines", lines)])).expect("read");
    assert_eq!(read, (Line::of("a", 1), None));

    let inside = selection::<Order, _, _>(|o| (o.lines.at(2).qty, o.lines));
    assert_eq!(projection(&inside), "`lines`");
    let lines: Vec<_> = (0..3).map(|qty| line("a", qty)).collect();
    let (qty, lines) = inside
        .decode(item([("lines", AttributeValue::L(lines))]))
        .expect("read");
    assert_eq!((qty, lines.len()), (2, 3));
}

#[test]
fn w6_what_is_missing_is_told_with_its_path() {
    let elements = selection::<Order, _, _>(|o| (o.status, o.lines.at(3).qty));
    let missing = elements.decode(HashMap::new()).expect_err("missing");
    assert_eq!(missing.path(), "status");
    let missing = elements
        .decode(item([("status", s("x"))]))
        .expect_err("missing");
    assert_eq!(
        missing.to_string(),
        "attribute `lines[3].qty`: is required, but the item does not have it"
    );
}

#[test]
fn w10_what_is_of_another_type_is_told_with_its_path() {
    let element = selection::<Order, _, _>(|o| o.lines.at(3).qty);
    let returned = item([("lines", AttributeValue::L(vec![map([("qty", s("1"))])]))]);
    let wrong = element.decode(returned).expect_err("no number");
    assert_eq!(
        wrong.to_string(),
        "attribute `lines[3].qty`: expected N, found S"
    );
    let value = selection::<Order, _, _>(|o| o.attrs.key("left"));
    let returned = item([("attrs", map([("left", s("1"))]))]);
    let wrong = value.decode(returned).expect_err("no number");
    assert_eq!(
        wrong.to_string(),
        "attribute `attrs.left`: expected N, found S"
    );
}

#[test]
fn a_type_may_list_what_it_is_made_of() {
    let summary = Selection::<Order, Summary>::of_type();
    assert_eq!(projection(&summary), "`id`, `total`");
    let read = summary
        .decode(item([("id", s("a")), ("total", n(5))]))
        .expect("read");
    assert_eq!(
        read,
        Summary {
            id: "a".to_owned(),
            total: 5
        }
    );
}
