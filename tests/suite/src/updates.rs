//! Changing attributes of an item: each method, and what becomes of items that are not there.

use std::collections::{BTreeMap, BTreeSet};

use dynamo_model::{Dynamo, Error, prelude::*};

use crate::{
    order::{Address, Line, Order, OrderKey},
    table,
};

/// The item in hand after an update, which must be the one in the table.
async fn same_as_stored(db: &Dynamo, order: &Order) {
    assert_eq!(Order::read(db).await.as_ref(), Some(order));
}

/// A new value for a whole attribute and for places inside of one.
pub async fn update_sets(db: &Dynamo) {
    let mut order = Order::stored(db).await;
    let update = order
        .update(db)
        .set(|o| o.status, "paid")
        .set(|o| o.memo, "soon")
        .set(|o| o.paid, true)
        .set(|o| o.seal, b"other")
        .set(|o| o.sizes, BTreeSet::from([9]))
        .set(|o| o.address.floor, 3)
        .set(|o| o.lines.at(1).qty, 20)
        .set(
            |o| o.lines.at(2),
            Line {
                sku: "z".into(),
                qty: 30,
            },
        )
        .set(|o| o.notes.at(0), "one")
        .set(|o| o.attrs.key("z"), 3);
    update.await.expect("changed");
    let mut expected = Order::sample();
    expected.status = "paid".into();
    expected.memo = Some("soon".into());
    expected.paid = true;
    expected.seal = b"other".to_vec();
    expected.sizes = [9].into();
    expected.address.floor = Some(3);
    expected.lines[1].qty = 20;
    expected.lines[2] = Line {
        sku: "z".into(),
        qty: 30,
    };
    expected.notes[0] = "one".into();
    expected.attrs.insert("z".into(), 3);
    assert_eq!(order, expected);
    same_as_stored(db, &order).await;
}

/// W13: what an item leaves out is removed.
pub async fn w13_an_empty_set_or_none_removes_the_attribute(db: &Dynamo) {
    let mut order = Order::stored(db).await;
    let update = order
        .update(db)
        .set(|o| o.tags, BTreeSet::new())
        .set(|o| o.weight, None)
        .set(|o| o.address.floor, None);
    update.await.expect("changed");
    assert_eq!((&order.tags, order.weight), (&BTreeSet::new(), None));
    let attributes = table::stored::<Order>(db, &order).await.expect("an item");
    assert!(!attributes.contains_key("tags") && !attributes.contains_key("weight"));
    same_as_stored(db, &order).await;
}

/// Only what is missing is set.
pub async fn update_sets_what_is_absent(db: &Dynamo) {
    let mut order = Order::stored(db).await;
    let update = order
        .update(db)
        .set_if_absent(|o| o.status, "other")
        .set_if_absent(|o| o.memo, "new")
        .set_if_absent(|o| o.attrs.key("x"), 9)
        .set_if_absent(|o| o.attrs.key("n"), 9);
    update.await.expect("changed");
    assert_eq!(
        (&*order.status, order.memo.as_deref()),
        ("open", Some("new"))
    );
    let expected = [("n", 9), ("x", 1), ("y", 2)].map(|(key, value)| (key.to_owned(), value));
    assert_eq!(order.attrs, BTreeMap::from(expected));
    same_as_stored(db, &order).await;
}

/// What DynamoDB computes from the item as it was.
pub async fn update_computes(db: &Dynamo) {
    let mut order = Order::stored(db).await;
    let update = order
        .update(db)
        .set_expr(|o| o.total, |o| o.total - 30)
        .set_expr(
            |o| o.lines.at(0).qty,
            |o| o.lines.at(0).qty + o.lines.at(2).qty,
        )
        .set_expr(|o| o.status, |o| o.notes.at(1))
        .set_expr(|o| o.attrs.key("n"), |o| o.attrs.key("n").or(10) + 1);
    update.await.expect("changed");
    assert_eq!((order.total, order.lines[0].qty), (70, 4));
    assert_eq!((&*order.status, order.attrs["n"]), ("second", 11));
    same_as_stored(db, &order).await;

    let refused = order.update(db).set_expr(|o| o.memo, |o| o.memo).await;
    let error = refused.expect_err("there is nothing to compute from");
    assert!(matches!(error, Error::Request(_)), "{error:?}");
}

/// Numbers count from 0, up and down.
pub async fn update_adds(db: &Dynamo) {
    let mut order = Order::stored(db).await;
    let update = order
        .update(db)
        .add(|o| o.total, -150)
        .add(|o| o.address.floor, 2)
        .add(|o| o.attrs.key("x"), 4);
    update.await.expect("changed");
    assert_eq!((order.total, order.address.floor), (-50, Some(2)));
    assert_eq!(order.attrs["x"], 5);
    same_as_stored(db, &order).await;
}

/// An attribute, an element, a value of a map.
pub async fn update_removes(db: &Dynamo) {
    let mut order = Order::stored(db).await;
    let update = order
        .update(db)
        .remove(|o| o.weight)
        .remove(|o| o.lines.at(1))
        .remove(|o| o.attrs.key("y"))
        .remove(|o| o.tags)
        .remove(|o| o.memo);
    update.await.expect("changed");
    let lines: Vec<_> = order.lines.iter().map(|line| &*line.sku).collect();
    assert_eq!(lines, ["a", "c"], "the ones behind move up");
    assert_eq!(order.attrs.keys().collect::<Vec<_>>(), ["x"]);
    assert_eq!((order.weight, order.tags.len()), (None, 0));
    same_as_stored(db, &order).await;
}

/// Elements of lists, which are made if need be. None change nothing.
pub async fn update_extends_lists(db: &Dynamo) {
    let mut order = Order::stored(db).await;
    let line = |sku: &str| Line {
        sku: sku.into(),
        qty: 0,
    };
    let update = order
        .update(db)
        .append(|o| o.notes, ["third", "fourth"])
        .prepend(|o| o.lines, [line("x"), line("y")]);
    update.await.expect("changed");
    assert_eq!(order.notes, ["first", "second", "third", "fourth"]);
    let lines: Vec<_> = order.lines.iter().map(|line| &*line.sku).collect();
    assert_eq!(lines, ["x", "y", "a", "b", "c"]);
    same_as_stored(db, &order).await;

    let none: [&str; 0] = [];
    let update = order.update(db).append(|o| o.notes, none);
    update.prepend(|o| o.notes, none).await.expect("unchanged");
    assert_eq!(order.notes.len(), 4);

    let update = Order::update_by_key(db, &order).remove(|o| o.notes);
    update.await.expect("changed");
    let update = Order::update_by_key(db, &order).append(|o| o.notes, ["only"]);
    let new = update.returning_new().await.expect("changed");
    assert_eq!(new.notes, ["only"]);
}

/// Elements of sets, which are made if need be, and are gone with the last one.
pub async fn update_changes_sets(db: &Dynamo) {
    let mut order = Order::stored(db).await;
    let update = order
        .update(db)
        .insert(|o| o.tags, ["old", "new"])
        .discard(|o| o.sizes, [1, 2, 77]);
    update.await.expect("changed");
    assert_eq!(order.tags, ["big", "new", "old"].map(String::from).into());
    assert_eq!(order.sizes, [3].into());
    same_as_stored(db, &order).await;

    let update = order.update(db).discard(|o| o.sizes, [3]);
    update.await.expect("changed");
    assert_eq!(order.sizes, BTreeSet::new());
    let attributes = table::stored::<Order>(db, &order).await.expect("an item");
    assert!(!attributes.contains_key("sizes"));
    let update = order.update(db).insert(|o| o.sizes, [5, 5]);
    update.await.expect("changed");
    assert_eq!(order.sizes, [5].into());
    same_as_stored(db, &order).await;
}

/// An item in hand is changed where it is, or not at all; what is in hand stays as it was then.
pub async fn update_of_an_item_in_hand_creates_none(db: &Dynamo) {
    table::create::<Order>(db).await;
    let mut order = Order::sample();
    let refused = order.update(db).set(|o| o.status, "paid").await;
    let error = refused.expect_err("there is no item");
    assert!(error.is_condition_failed(), "{error}");
    assert_eq!(error.current::<Order>().expect("none"), None);
    assert_eq!(order, Order::sample());
    assert_eq!(Order::read(db).await, None);
}

/// With nothing to change, the item in hand becomes what is stored.
pub async fn update_without_changes_reads_the_item(db: &Dynamo) {
    let mut order = Order::stored(db).await;
    let mut other = order.clone();
    let update = other.update(db).set(|o| o.status, "paid");
    update.await.expect("changed");
    order.update(db).await.expect("unchanged");
    assert_eq!(order, other);
}

/// Under a condition, which is told from the item.
pub async fn update_under_a_condition(db: &Dynamo) {
    let mut order = Order::stored(db).await;
    let update = order.update(db).when(|o| o.total.gt(100));
    let refused = update.set(|o| o.paid, true).await;
    let error = refused.expect_err("it is 100");
    assert_eq!(error.current().expect("an item"), Some(Order::sample()));
    assert_eq!(order, Order::sample());
    let update = order.update(db).when(|o| o.total.ge(100));
    update.set(|o| o.paid, true).await.expect("it is 100");
    assert!(order.paid);
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "drafts"))]
struct Draft {
    #[dynamo(partition_key)]
    id: String,
    text: String,
    #[dynamo(skip)]
    cursor: usize,
    #[dynamo(skip, default = "unnamed".to_owned())]
    editor: String,
}

/// What is stored nowhere is not in the answer either; it stays as it is in hand.
pub async fn update_keeps_what_is_stored_nowhere(db: &Dynamo) {
    table::create::<Draft>(db).await;
    let mut draft = Draft {
        id: "a".into(),
        text: "old".into(),
        cursor: 3,
        editor: "me".into(),
    };
    draft.create(db).await.expect("a new item");
    let update = draft.update(db).set(|d| d.text, "new");
    update.await.expect("changed");
    let expected = Draft {
        id: "a".into(),
        text: "new".into(),
        cursor: 3,
        editor: "me".into(),
    };
    assert_eq!(draft, expected);
    let read = Draft::get(db, &draft).await.expect("an answer");
    let read = read.expect("the item");
    assert_eq!((read.cursor, &*read.editor), (0, "unnamed"));
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "counters"))]
struct Counter {
    #[dynamo(partition_key)]
    name: String,
    #[dynamo(default)]
    hits: u64,
}

/// By key, an item that is not there is made, unless it has to be there.
pub async fn update_by_key_creates_what_is_missing(db: &Dynamo) {
    table::create::<Counter>(db).await;
    let update = || Counter::update_by_key(db, CounterKey::new("home")).add(|c| c.hits, 1);
    let refused = update().if_exists().await;
    let error = refused.expect_err("there is no item");
    assert!(error.is_condition_failed(), "{error}");
    assert_eq!(error.current::<Counter>().expect("none"), None);
    let counter = |hits| Counter {
        name: "home".into(),
        hits,
    };
    update().await.expect("made");
    let old = update().returning_old().await.expect("changed");
    assert_eq!(old, Some(counter(1)));
    let new = update().if_exists().returning_new().await;
    assert_eq!(new.expect("changed"), counter(3));
    let refused = update().when(|c| c.hits.lt(3)).await;
    let error = refused.expect_err("it is 3");
    assert_eq!(error.current().expect("an item"), Some(counter(3)));
}

/// Where there was no item, there is no old one to answer.
pub async fn update_by_key_answers_no_old_item_of_a_new_one(db: &Dynamo) {
    table::create::<Counter>(db).await;
    let update = Counter::update_by_key(db, CounterKey::new("home")).add(|c| c.hits, 1);
    assert_eq!(update.returning_old().await.expect("made"), None);
}

/// What cannot be one update is known before anything is sent: there is no table here.
pub async fn update_refuses_what_overlaps(db: &Dynamo) {
    let mut order = Order::sample();
    let address = || Address {
        city: "Bonn".into(),
        floor: None,
    };
    let twice = order
        .update(db)
        .set(|o| o.status, "a")
        .set(|o| o.status, "b");
    let error = twice.await.expect_err("twice");
    assert!(
        matches!(&error, Error::Expression(e) if e.is_overlap()),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "`Order`: attribute `status` is changed twice by the same update; change it once"
    );
    let update = Order::update_by_key(db, OrderKey::new("acme", 7_u32));
    let inside = update
        .set(|o| o.address, address())
        .remove(|o| o.address.floor);
    let error = inside.await.expect_err("one is a part of the other");
    assert_eq!(
        error.to_string(),
        "`Order`: attributes `address` and `address.floor` are changed by the same update, but one is a part of the \
         other; change only one of them"
    );
    assert_eq!(order, Order::sample());
}
