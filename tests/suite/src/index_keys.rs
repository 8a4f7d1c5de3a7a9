//! Keys of indexes that are put together from fields: written with the item, and anew by every update that changes a part.

use dynamo_model::{Dynamo, Error, attribute::Item, prelude::*};

use crate::table;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "orders"),
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
    index(
        ByState,
        name = "gsi1",
        pk = "STATE#{state}",
        sk = "{placed}#{number:010}"
    ),
    index(ByCourier, name = "gsi2", pk = "COURIER#{courier}", sk = "{state}"),
    index(All, name = "gsi3", pk = "ORDERS", sk = "ORG#{org}"),
    local_index(ByPlaced, name = "lsi1", sk = "{placed}")
)]
struct Order {
    org: String,
    number: u32,
    state: String,
    placed: String,
    /// An order without one is not in its index.
    courier: Option<String>,
    note: Option<String>,
}

/// The same with a version.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "orders"),
    key(pk = "ORG#{org}", sk = "TASK#{number:010}"),
    index(
        TasksByState,
        name = "gsi1",
        pk = "STATE#{state}",
        sk = "{placed}#{number:010}"
    )
)]
struct Task {
    org: String,
    number: u32,
    state: String,
    placed: String,
    #[dynamo(version)]
    rev: u32,
}

fn order(number: u32) -> Order {
    Order {
        org: "acme".into(),
        number,
        state: "open".into(),
        placed: format!("2026-01-{number:02}"),
        courier: None,
        note: None,
    }
}

fn task() -> Task {
    Task {
        org: "acme".into(),
        number: 1,
        state: "open".into(),
        placed: "2026-01-01".into(),
        rev: 0,
    }
}

/// What is stored as the key of an index.
fn text(item: &Item, name: &str) -> Option<String> {
    item.get(name)?.as_s().ok().cloned()
}

/// The stored keys of the index by state, and of that by courier.
async fn keys(db: &Dynamo, number: u32) -> [Option<String>; 4] {
    let stored = table::stored::<Order>(db, OrderKey::new("acme", number)).await;
    let stored = stored.expect("an item");
    ["gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk"].map(|name| text(&stored, name))
}

fn some(texts: [&str; 4]) -> [Option<String>; 4] {
    texts.map(|text| (!text.is_empty()).then(|| text.to_owned()))
}

fn numbers(orders: Result<Vec<Order>, Error>) -> Vec<u32> {
    let orders = orders.expect("items");
    orders.iter().map(|order| order.number).collect()
}

/// Items are found by them, in their order; those that lack a part are not in the index.
pub async fn keys_of_indexes_are_put_together_from_fields(db: &Dynamo) {
    table::create::<Order>(db).await;
    assert_eq!(Order::verify_table(db).await.expect("an answer"), []);
    for number in [2, 1, 3] {
        order(number).create(db).await.expect("a new item");
    }
    let mut sent = Order {
        state: "sent".into(),
        courier: Some("post".into()),
        ..order(4)
    };
    sent.save(db).await.expect("a new item");

    let open = || Order::query(db, ByState::new("open"));
    assert_eq!(numbers(open().all().await), [1, 2, 3]);
    let later = open().sort(|s| s.ge("2026-01-02")).descending();
    assert_eq!(numbers(later.all().await), [3, 2]);
    let second = open().sort(|s| s.begins_with("2026-01-02#"));
    assert_eq!(numbers(second.all().await), [2]);
    let page = open().page_size(2).await.expect("a page");
    let token = page.next.expect("more").to_string();
    let rest = open().after(token.parse().expect("a cursor"));
    assert_eq!(numbers(rest.all().await), [3]);
    let cut = open().filter(|o| o.number.ne(1)).limit(1).await;
    let next = cut.expect("a page").next.expect("more");
    assert_eq!(numbers(open().after(next).all().await), [3]);

    let by_post = Order::query(db, ByCourier::new(Some("post".to_owned())));
    assert_eq!(numbers(by_post.all().await), [4]);
    assert_eq!(
        Order::scan_index::<ByCourier>(db)
            .count()
            .await
            .expect("a number"),
        1
    );
    assert_eq!(
        Order::query(db, All::new())
            .count()
            .await
            .expect("a number"),
        4
    );
    let placed = Order::query(db, ByPlaced::new("acme")).consistent();
    assert_eq!(numbers(placed.all().await), [1, 2, 3, 4]);
    let nobody = Order::query(db, ByCourier::new(None)).all().await;
    assert!(nobody.is_err(), "no item is there");
}

/// An update of an item in hand takes the parts that it does not change from the item, and makes sure of them.
pub async fn an_update_writes_the_keys_of_indexes_anew(db: &Dynamo) {
    table::create::<Order>(db).await;
    let mut order = order(1);
    order.create(db).await.expect("a new item");
    let expected = some(["STATE#open", "2026-01-01#0000000001", "", "open"]);
    assert_eq!(keys(db, 1).await, expected);

    let mut stale = order.clone();
    order
        .update(db)
        .set(|o| o.state, "sent")
        .set(|o| o.courier, "post")
        .await
        .expect("changed");
    let expected = some([
        "STATE#sent",
        "2026-01-01#0000000001",
        "COURIER#post",
        "sent",
    ]);
    assert_eq!(keys(db, 1).await, expected);
    assert_eq!(
        numbers(Order::query(db, ByState::new("open")).all().await),
        [0; 0]
    );
    assert_eq!(
        numbers(Order::query(db, ByState::new("sent")).all().await),
        [1]
    );

    order
        .update(db)
        .set(|o| o.placed, "2026-02-01")
        .await
        .expect("changed");
    order
        .update(db)
        .set(|o| o.note, "gift")
        .await
        .expect("changed");
    order
        .update(db)
        .remove(|o| o.courier)
        .await
        .expect("changed");
    let expected = some(["STATE#sent", "2026-02-01#0000000001", "", "sent"]);
    assert_eq!(keys(db, 1).await, expected);
    assert_eq!(
        (order.courier.as_deref(), order.placed.as_str()),
        (None, "2026-02-01")
    );

    // Only what a key takes from the item in hand has to be as it is there.
    stale
        .update(db)
        .set(|o| o.state, "lost")
        .await
        .expect("of one part");
    let expected = some(["STATE#lost", "2026-02-01#0000000001", "", "lost"]);
    assert_eq!(keys(db, 1).await, expected);
    assert_eq!(stale.placed, "2026-02-01", "as it is stored");
    // What holds a separator could be another's key.
    let error = stale.update(db).set(|o| o.placed, "a#b").await;
    let error = error.expect_err("ambiguous").to_string();
    assert!(error.contains("which tells where it ends"), "{error}");
}

/// Has two parts in one key of an index.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "seats"),
    index(ByPlace, name = "gsi1", pk = "{hall}", sk = "{row}#{seat}")
)]
struct Place {
    #[dynamo(partition_key)]
    id: u32,
    hall: String,
    row: String,
    seat: String,
}

/// What is taken from the item in hand must not have moved on; by key all parts have to be known.
pub async fn a_key_of_an_index_is_not_mixed_from_two_updates(db: &Dynamo) {
    table::create::<Place>(db).await;
    let mut seat = Place {
        id: 1,
        hall: "A".into(),
        row: "r1".into(),
        seat: "s1".into(),
    };
    seat.create(db).await.expect("a new item");
    let mut stale = seat.clone();
    seat.update(db).set(|s| s.row, "r2").await.expect("changed");
    let error = stale.update(db).set(|s| s.seat, "s2").await;
    let error = error.expect_err("the row is another");
    assert!(error.is_condition_failed(), "{error}");
    let current = error.current::<Place>().expect("a place");
    assert_eq!(current.as_ref(), Some(&seat));
    let both = stale.update(db).set(|s| s.seat, "s2").set(|s| s.row, "r3");
    both.await
        .expect("nothing of the key is taken from the item");
    let stored = table::stored::<Place>(db, PlaceKey::new(1_u32)).await;
    let stored = stored.expect("an item");
    assert_eq!(text(&stored, "gsi1sk").as_deref(), Some("r3#s2"));
    assert_eq!(text(&stored, "gsi1pk").as_deref(), Some("A"));

    let error = Place::update_by_key(db, PlaceKey::new(1_u32)).set(|s| s.row, "r4");
    let error = error.await.expect_err("the seat is not known");
    let Error::Expression(expression) = &error else {
        panic!("{error:?}");
    };
    assert!(expression.is_index_key());
    assert_eq!(expression.attribute().as_deref(), Some("row"));
    assert_eq!(
        error.to_string(),
        "`Place`: attribute `row` is part of the index key `gsi1sk = \"{row}#{seat}\"`, which can't be written anew \
         without `seat`; set that, too, or update the item in hand"
    );
    Place::update_by_key(db, PlaceKey::new(1_u32))
        .set(|s| s.row, "r4")
        .set(|s| s.seat, "s4")
        .set(|s| s.hall, "B")
        .await
        .expect("all is known");
    let stored = table::stored::<Place>(db, PlaceKey::new(1_u32)).await;
    let stored = stored.expect("an item");
    assert_eq!(text(&stored, "gsi1sk").as_deref(), Some("r4#s4"));
    assert_eq!(text(&stored, "gsi1pk").as_deref(), Some("B"));
}

/// A version makes sure of all parts at once.
pub async fn a_version_guards_the_keys_of_indexes(db: &Dynamo) {
    table::create::<Order>(db).await;
    let mut task = task();
    task.create(db).await.expect("a new item");
    let mut stale = task.clone();
    task.update(db)
        .set(|t| t.state, "done")
        .await
        .expect("the version in hand");
    let stored = table::stored::<Task>(db, task.key())
        .await
        .expect("an item");
    assert_eq!(text(&stored, "gsi1pk").as_deref(), Some("STATE#done"));
    let error = stale.update(db).set(|t| t.placed, "x").await;
    assert!(error.expect_err("stale").is_condition_failed());
}

/// By key what is known is the key and what is set; an item that is created has the keys that follow from its own.
pub async fn an_update_by_key_writes_the_keys_of_indexes(db: &Dynamo) {
    table::create::<Order>(db).await;
    let by_key = |number: u32| Order::update_by_key(db, OrderKey::new("acme", number));
    by_key(1).set(|o| o.note, "gift").await.expect("a new item");
    let stored = table::stored::<Order>(db, OrderKey::new("acme", 1_u32)).await;
    let stored = stored.expect("an item");
    assert_eq!(text(&stored, "gsi3pk").as_deref(), Some("ORDERS"));
    assert_eq!(text(&stored, "gsi3sk").as_deref(), Some("ORG#acme"));
    assert_eq!(keys(db, 1).await, some(["", "", "", ""]));

    by_key(1)
        .set(|o| o.state, "open")
        .set(|o| o.placed, "2026-01-01")
        .if_exists()
        .await
        .expect("the same item");
    let expected = some(["STATE#open", "2026-01-01#0000000001", "", "open"]);
    assert_eq!(keys(db, 1).await, expected);
    let order = order(1);
    db.transact_write()
        .update_by_key::<Order>(order.key(), |o| o.set(|o| o.courier, "post"))
        .update_by_key::<Order>(OrderKey::new("acme", 2_u32), |o| {
            o.set(|o| o.state, "new").set(|o| o.placed, "2026-01-02")
        })
        .await
        .expect("a transaction");
    let expected = some([
        "STATE#open",
        "2026-01-01#0000000001",
        "COURIER#post",
        "open",
    ]);
    assert_eq!(keys(db, 1).await, expected);
    let expected = some(["STATE#new", "2026-01-02#0000000002", "", "new"]);
    assert_eq!(keys(db, 2).await, expected);
    let hand = Order {
        courier: Some("post".into()),
        ..order
    };
    db.transact_write()
        .update(&hand, |o| o.set(|o| o.state, "sent"))
        .await
        .expect("a transaction");
    assert_eq!(
        numbers(Order::query(db, ByState::new("sent")).all().await),
        [1]
    );
    assert_eq!(numbers(Order::query(db, All::new()).all().await).len(), 2);
}
