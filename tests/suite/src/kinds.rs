//! W12: several kinds of items in one table.

use dynamo_model::{Dynamo, Error, attribute::Item, prelude::*};

use crate::{
    attribute::{item, n, s},
    table,
};

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "shop"),
    tag = "_kind",
    key(pk = "ORG#{org}", sk = "ORG")
)]
struct Org {
    org: String,
    plan: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "shop"),
    tag = "_kind",
    kind = "Order",
    alias = "Purchase",
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}")
)]
struct Order {
    org: String,
    number: u32,
    #[dynamo(version)]
    rev: u32,
    total: u64,
}

fn org() -> Org {
    Org {
        org: "acme".into(),
        plan: "free".into(),
    }
}

fn order(number: u32) -> Order {
    Order {
        org: "acme".into(),
        number,
        rev: 0,
        total: u64::from(number) * 100,
    }
}

fn order_key(number: u32) -> OrderKey {
    OrderKey::new("acme", number)
}

/// What tells the kind of the item under a key.
async fn kind_of(db: &Dynamo, number: u32) -> Option<String> {
    let stored: Item = table::stored::<Order>(db, order_key(number)).await?;
    stored.get("_kind")?.as_s().ok().cloned()
}

/// Every way to write an item writes its kind, also an update that creates it.
pub async fn w12_every_write_tells_the_kind(db: &Dynamo) {
    table::create::<Order>(db).await;
    order(1).create(db).await.expect("a new item");
    order(2).save(db).await.expect("a new item");
    let written = Order::put_all(db, &[order(3)]).await.expect("an answer");
    written.complete().expect("stored");
    db.transact_write()
        .create(&mut order(4))
        .put(&order(5))
        .update_by_key::<Order>(order_key(6), |o| o.set(|o| o.total, 1))
        .await
        .expect("a transaction");
    Order::update_by_key(db, order_key(7))
        .set(|o| o.total, 1)
        .await
        .expect("a new item");
    for number in 1..=7 {
        assert_eq!(
            kind_of(db, number).await.as_deref(),
            Some("Order"),
            "{number}"
        );
    }
    let created = Order::get(db, order_key(7)).consistent().await;
    let total = created.expect("an answer").map(|order| order.total);
    assert_eq!(total, Some(1));
}

/// A former name is read, and replaced by the next save.
pub async fn w12_an_alias_of_a_kind_is_read(db: &Dynamo) {
    table::create::<Order>(db).await;
    let former = item([
        ("pk", s("ORG#acme")),
        ("sk", s("ORDER#0000000001")),
        ("_kind", s("Purchase")),
        ("org", s("acme")),
        ("number", n("1")),
        ("rev", n("3")),
        ("total", n("100")),
    ]);
    table::put::<Order>(db, former).await;
    let read = Order::get(db, order_key(1)).consistent().await;
    let mut order = read.expect("an answer").expect("an item");
    assert_eq!(order.total, 100);
    order.save(db).await.expect("the version in hand");
    assert_eq!(kind_of(db, 1).await.as_deref(), Some("Order"));
}

/// A key can lead to an item of another kind.
pub async fn w12_another_kind_is_a_typed_error(db: &Dynamo) {
    table::create::<Order>(db).await;
    org().create(db).await.expect("a new item");
    let stored = table::stored::<Org>(db, OrgKey::new("acme")).await;
    let mut other = stored.expect("an item");
    other.insert("_kind".into(), s("Refund"));
    table::put::<Org>(db, other).await;
    for read in [
        Org::get(db, OrgKey::new("acme"))
            .consistent()
            .await
            .map(|_| ()),
        Org::batch_get(db, [OrgKey::new("acme")])
            .consistent()
            .await
            .map(|_| ()),
        Org::transact_get_all(db, [OrgKey::new("acme")])
            .await
            .map(|_| ()),
    ] {
        let error = read.expect_err("another kind");
        let Error::Convert(error) = &error else {
            panic!("{error:?}");
        };
        assert!(error.is_other_kind());
        assert_eq!(
            (error.model(), error.found_kind()),
            (Some("Org"), Some("Refund"))
        );
        assert_eq!(
            error.to_string(),
            "`Org`: attribute `_kind`: expected the kind `Org`, found `Refund`"
        );
    }
}
