//! Reading one item, or a part of it.

use dynamo_model::{Dynamo, Error, prelude::*};

use crate::{
    order::{Address, Line, Order, OrderKey},
    table,
};

fn key() -> OrderKey {
    OrderKey::new("acme", 7_u32)
}

fn missing() -> OrderKey {
    OrderKey::new("acme", 8_u32)
}

/// A whole item, by whatever names its key.
pub async fn get_an_item_by_its_key(db: &Dynamo) {
    let order = Order::stored(db).await;
    for get in [
        Order::get(db, key()),
        Order::get(db, ("acme", 7_u32)),
        Order::get(db, &order),
        Order::get(db, order.key()).consistent(),
    ] {
        assert_eq!(get.await.expect("an answer"), Some(order.clone()));
    }
}

/// No item is no error, whatever of it was asked for.
pub async fn get_of_a_missing_item_is_none(db: &Dynamo) {
    Order::stored(db).await;
    assert_eq!(Order::get(db, missing()).await.expect("an answer"), None);
    let total = Order::get(db, missing()).project(|o| o.total).await;
    assert_eq!(total.expect("an answer"), None);
    let part = Order::get(db, missing()).project_as::<Summary>().await;
    assert_eq!(part.expect("an answer"), None);
}

/// One attribute, several, and places inside of one.
pub async fn get_projects_to_paths(db: &Dynamo) {
    let order = Order::stored(db).await;
    let get = || Order::get(db, key()).consistent();
    assert_eq!(
        get().project(|o| o.total).await.expect("an answer"),
        Some(100)
    );
    let several = get().project(|o| (o.id, o.number, o.tags, o.seal)).await;
    assert_eq!(
        several.expect("an answer"),
        Some(("acme".to_owned(), 7, order.tags.clone(), order.seal.clone()))
    );
    let inside = get().project(|o| {
        (
            o.address.city.clone(),
            o.lines.at(2).qty,
            o.lines.at(1),
            o.notes.at(1),
            o.attrs.key("y"),
            o.address,
        )
    });
    assert_eq!(
        inside.await.expect("an answer"),
        Some((
            "Ulm".to_owned(),
            3,
            Line {
                sku: "b".into(),
                qty: 2
            },
            "second".to_owned(),
            2,
            Address {
                city: "Ulm".into(),
                floor: None
            },
        ))
    );
}

/// An attribute that the item does not have is None if it may be missing, and an error that names it if not.
pub async fn get_projects_to_what_is_missing(db: &Dynamo) {
    Order::stored(db).await;
    let memo = Order::get(db, key()).project(|o| o.memo).await;
    assert_eq!(memo.expect("an answer"), Some(None), "there is an item");
    let floor = Order::get(db, key()).project(|o| o.address.floor).await;
    assert_eq!(floor.expect("an answer"), Some(None));
    let line = Order::get(db, key()).project(|o| o.lines.at(9).qty).await;
    let error = line.expect_err("there is no such line");
    assert!(matches!(error, Error::Convert(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "`Order`: attribute `lines[9].qty`: is required, but the item does not have it"
    );
}

/// Some of an order's attributes; one was called otherwise before.
#[derive(DynamoValue, Debug, PartialEq)]
struct Summary {
    id: String,
    total: i64,
    #[dynamo(rename = "state", alias = "status")]
    state: String,
    memo: Option<String>,
}

/// The fields of a struct say which attributes are read.
pub async fn get_projects_as_a_struct(db: &Dynamo) {
    Order::stored(db).await;
    let part = Order::get(db, key()).project_as::<Summary>().await;
    assert_eq!(
        part.expect("an answer"),
        Some(Summary {
            id: "acme".into(),
            total: 100,
            state: "open".into(),
            memo: None,
        })
    );
}

/// Every operation tells what it cost if it is asked.
pub async fn get_and_the_others_tell_their_capacity(db: &Dynamo) {
    table::create::<Order>(db).await;
    let mut order = Order::sample();
    let ((), created) = order.create(db).with_capacity().await.expect("stored");
    let ((), saved) = order.save(db).with_capacity().await.expect("stored");
    let update = order.update(db).add(|o| o.total, 1).with_capacity();
    let ((), updated) = update.await.expect("changed");
    let (read, got) = Order::get(db, key())
        .consistent()
        .with_capacity()
        .await
        .expect("read");
    assert_eq!(read.map(|order| order.total), Some(101));
    let ((), deleted) = order.delete(db).with_capacity().await.expect("deleted");
    for (operation, cost) in [
        ("create", created),
        ("save", saved),
        ("update", updated),
        ("get", got),
        ("delete", deleted),
    ] {
        let cost = cost.expect(operation);
        assert_eq!(cost.table_name(), Some("orders"), "{operation}");
        assert!(cost.capacity_units() > Some(0.0), "{operation}");
    }
}
