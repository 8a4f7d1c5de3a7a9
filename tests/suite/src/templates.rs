//! Keys that are put together from fields: two kinds of items in one table.

use std::time::{Duration, SystemTime};

use dynamo_model::{Dynamo, prelude::*};

use crate::table;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "shop"))]
#[dynamo(key(pk = "ORG#{org}", sk = "ORG"))]
struct Org {
    org: String,
    plan: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "shop"))]
#[dynamo(
    key(pk = "ORG#{org}", sk = "ORDER#{placed_at}#{number:010}"),
    deny_unknown
)]
struct Order {
    org: String,
    placed_at: SystemTime,
    number: u32,
    #[dynamo(version)]
    rev: u32,
    note: Option<String>,
}

fn order() -> Order {
    Order {
        org: "acme".into(),
        placed_at: SystemTime::UNIX_EPOCH + Duration::from_millis(1_500),
        number: 7,
        rev: 0,
        note: None,
    }
}

/// Items of two models share a table, and each is found by the parts of its key.
pub async fn keys_are_put_together_from_fields(db: &Dynamo) {
    table::create::<Order>(db).await;
    let mut org = Org {
        org: "acme".into(),
        plan: "free".into(),
    };
    org.create(db).await.expect("a new item");
    let mut order = order();
    order.create(db).await.expect("another new item");
    let again = order.clone().create(db).await.expect_err("it is there");
    assert!(again.is_condition_failed(), "{again}");

    let key = OrderKey::new("acme", order.placed_at, 7_u32);
    let stored = Order::get(db, key.clone()).consistent().await;
    assert_eq!(stored.expect("an answer"), Some(order.clone()));
    let stored = Org::get(db, OrgKey::new("acme")).consistent().await;
    assert_eq!(stored.expect("an answer"), Some(org));

    order
        .update(db)
        .set(|o| o.note, "gift")
        .await
        .expect("the version in hand");
    assert_eq!((order.rev, order.note.as_deref()), (2, Some("gift")));
    let number = Order::get(db, key).project(|o| o.number).await;
    assert_eq!(number.expect("an answer"), Some(7));

    let deleted = order.delete(db).returning_old().await.expect("deleted");
    assert_eq!(deleted, Some(order));
}

/// An update by key that creates the item writes the parts, so that it can be read.
pub async fn an_update_that_creates_an_item_writes_the_parts_of_its_key(db: &Dynamo) {
    table::create::<Order>(db).await;
    let order = order();
    let absent = Order::update_by_key(db, order.key())
        .set(|o| o.note, "gift")
        .if_exists()
        .await
        .expect_err("it is not there");
    assert!(absent.is_condition_failed(), "{absent}");

    let must_exist = Order::update_by_key(db, order.key())
        .set(|o| o.note, "gift")
        .if_exists()
        .into_sdk()
        .await
        .expect("a request");
    let expression = must_exist.as_input().get_update_expression();
    let expression = expression.as_deref().unwrap_or_default();
    assert!(!expression.contains("if_not_exists"), "{expression}");

    let created = Order::update_by_key(db, order.key())
        .set(|o| o.note, "gift")
        .returning_new()
        .await
        .expect("a new item");
    let expected = Order {
        rev: 1,
        note: Some("gift".into()),
        ..order.clone()
    };
    assert_eq!(created, expected);
    let changed = Order::update_by_key(db, order.key())
        .remove(|o| o.note)
        .returning_new()
        .await
        .expect("the same item");
    assert_eq!(changed, Order { rev: 2, ..order });
}

/// Nothing is sent for an item whose key could be another's.
pub async fn an_ambiguous_key_is_refused_before_anything_is_sent(db: &Dynamo) {
    // There is no table.
    let mut item = Seat {
        tenant: "a#b".into(),
        user: "c".into(),
    };
    let key = item.key();
    for error in [
        item.save(db).await.expect_err("ambiguous"),
        Seat::get(db, key.clone()).await.expect_err("ambiguous"),
        item.clone().delete(db).await.expect_err("ambiguous"),
        Seat::update_by_key(db, key).await.expect_err("ambiguous"),
    ] {
        assert_eq!(
            error.to_string(),
            "`Seat`: attribute `tenant`: must not contain `#`, which tells where it ends in the key \
             `pk = \"{tenant}#{user}\"`"
        );
    }
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(key(pk = "{tenant}#{user}"))]
struct Seat {
    tenant: String,
    user: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "parcels"),
    key(pk = "ORG#{org}", sk = "PARCEL#{number:010}"),
    index(ByDriver, partition = driver, sort = number),
    local_index(ByWeight, sort = weight, project = keys_only)
)]
struct Parcel {
    org: String,
    number: u32,
    driver: String,
    weight: u32,
    note: Option<String>,
}

/// A partition is named by its parts, and its sort key is text; indexes are of fields, and hold the parts.
pub async fn partitions_of_keys_that_are_put_together_are_read(db: &Dynamo) {
    table::create::<Parcel>(db).await;
    for number in [9, 100, 11] {
        let mut parcel = Parcel {
            org: "acme".into(),
            number,
            driver: format!("d{}", number % 2),
            weight: 1000 - number,
            note: None,
        };
        parcel.create(db).await.expect("a new item");
    }
    let acme = || ParcelPartition::new("acme");
    let numbers = |parcels: Vec<Parcel>| parcels.iter().map(|parcel| parcel.number).collect();
    let all = Parcel::query(db, acme()).all().await;
    let all: Vec<u32> = numbers(all.expect("items"));
    assert_eq!(all, [9, 11, 100], "numbers sort as numbers");
    let some = Parcel::query(db, acme()).sort(|s| s.begins_with("PARCEL#00000000"));
    let some: Vec<u32> = numbers(some.all().await.expect("items"));
    assert_eq!(some, [9, 11]);
    let mut pages = Parcel::query(db, acme()).page_size(2).pages();
    let page = pages.next().await.expect("a page").expect("items");
    let cursor = page.next.expect("more");
    let rest = Parcel::query(db, acme()).after(cursor).all().await;
    let rest: Vec<u32> = numbers(rest.expect("items"));
    assert_eq!(rest, [100]);

    let odd = Parcel::query(db, ByDriver::new("d1"))
        .descending()
        .all()
        .await;
    let odd: Vec<u32> = numbers(odd.expect("items"));
    assert_eq!(odd, [11, 9]);
    let lightest = Parcel::query(db, ByWeight::new("acme")).first().await;
    let expected = ByWeightItem {
        org: "acme".into(),
        number: 100,
        weight: 900,
    };
    assert_eq!(lightest.expect("an answer"), Some(expected));
}
