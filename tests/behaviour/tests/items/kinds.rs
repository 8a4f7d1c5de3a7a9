//! Kinds of one table: who signs for an enum of them, where its requests go, and what they ask for.

use behaviour::{Paused, dynamodb, sts};
use dynamo_model::{
    Dynamo, Error,
    access::{Access, AccessError},
    prelude::*,
};
use serde_json::{Value, json};

use crate::sent::spelled_out;

const ROLE: &str = "arn:aws:iam::123456789012:role/shop";

#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = ROLE))]
struct Shop;

#[derive(DynamoModel, Debug)]
#[dynamo(
    meta(table_name = "shop", access = Shop),
    tag = "_kind",
    key(pk = "ORG#{org}", sk = "ORG")
)]
struct Org {
    org: String,
}

#[derive(DynamoModel, Debug)]
#[dynamo(
    meta(table_name = "shop", access = Shop),
    tag = "_kind",
    kind = "Order",
    alias = "Purchase",
    key(pk = "ORG#{org}", sk = "ORDER#{number:010}"),
    index(ByState, partition = state)
)]
struct Order {
    org: String,
    number: u32,
    state: String,
}

#[derive(DynamoModel, Debug)]
enum ShopItem {
    Org(Org),
    Order(Order),
}

fn acme() -> OrgPartition {
    OrgPartition::new("acme")
}

/// All that reads an enum.
async fn read_all(db: &Dynamo) -> Result<(), Error> {
    let keys = || -> [ShopItemKey; 2] {
        let order = OrderKey::new("acme", 1_u32);
        [OrgKey::new("acme").into(), order.into()]
    };
    ShopItem::get(db, OrgKey::new("acme")).await?;
    ShopItem::query(db, acme()).await?;
    ShopItem::query(db, ByState::new("open")).await?;
    ShopItem::scan(db).await?;
    ShopItem::scan_index::<ByState>(db).await?;
    ShopItem::batch_get(db, keys()).await?;
    ShopItem::transact_get_all(db, keys()).await?;
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn w12_an_enum_is_signed_by_the_access_of_its_kinds_and_only_reads() {
    let scene = crate::paused();
    read_all(&scene.dynamo().await).await.unwrap();
    let sent = scene.aws.dynamodb();
    let operations = [
        "GetItem",
        "Query",
        "Query",
        "Scan",
        "Scan",
        "BatchGetItem",
        "TransactGetItems",
    ];
    let requests = sent.requests();
    let names: Vec<_> = requests.iter().map(|request| request.operation()).collect();
    assert_eq!(names, operations);
    assert_eq!(
        sent.key_ids(),
        vec![sts::session_key_id(1); operations.len()]
    );
    assert_eq!(scene.aws.issued()[0].role_arn, ROLE);
    assert_eq!(scene.aws.assume_role().count(), 1);
}

/// An override of the access that the kinds share is one of the enum.
#[tokio::test(start_paused = true)]
async fn w12_who_stands_in_for_the_access_of_the_kinds_signs_for_the_enum() {
    let scene = crate::paused();
    let keys = Access::sign_with(dynamo_model::access::Base::keys(
        "keys_of_test",
        "fixture-secret",
    ));
    let db = scene.builder().access::<Shop>(keys).build().await.unwrap();
    ShopItem::scan(&db).await.unwrap();
    ShopItem::query(&db, acme())
        .with(Access::keys("keys_of_call", "fixture-secret"))
        .await
        .unwrap();
    let signed = scene.aws.dynamodb().key_ids();
    assert_eq!(signed, ["keys_of_test", "keys_of_call"]);
    assert_eq!(scene.aws.sts().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn w12_a_refusal_names_the_enum() {
    let scene = crate::paused();
    scene.aws.assume_role().always(sts::access_denied());
    let db = scene.dynamo().await;
    let error = ShopItem::query(&db, acme()).all().await.unwrap_err();
    let Error::Access(access) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(access.models(), ["ShopItem"]);
    assert_eq!(scene.aws.dynamodb().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn w12_an_enum_is_where_its_kinds_are() {
    let scene = crate::paused();
    let everywhere = scene
        .builder()
        .table_name::<Org>("shop-ci")
        .table_name::<Order>("shop-ci");
    let db = everywhere.build().await.unwrap();
    assert_eq!(ShopItem::table_name(&db).unwrap(), "shop-ci");
    ShopItem::query(&db, acme()).await.unwrap();
    assert_eq!(scene.aws.dynamodb().only().json()["TableName"], "shop-ci");
    let enumeration = scene.builder().table_name::<ShopItem>("copy");
    let db = enumeration.build().await.unwrap();
    assert_eq!(ShopItem::table_name(&db).unwrap(), "copy");
    assert_eq!(Order::table_name(&db).unwrap(), "shop");
    assert!(
        db.explain::<ShopItem>()
            .unwrap()
            .to_string()
            .contains("copy")
    );
}

/// They agree as they are written; what overrides them need not.
#[tokio::test(start_paused = true)]
async fn w12_kinds_that_are_parted_at_run_time_are_an_error_and_nothing_is_sent() {
    let scene = crate::paused();
    let db = scene.builder().table_name::<Order>("orders-ci");
    let db = db.build().await.unwrap();
    let error = read_all(&db).await.unwrap_err();
    let Error::Access(access) = &error else {
        panic!("{error:?}");
    };
    assert!(matches!(access, AccessError::Options(_)), "{access}");
    assert_eq!(access.models(), ["ShopItem"]);
    let told = "must be the same for all kinds, but that of `Org` is `shop` and that of `Order` is `orders-ci`";
    assert!(error.to_string().contains(told), "{error}");
    assert_eq!(scene.aws.dynamodb().count(), 0);
}

/// Told by its key alone.
#[derive(DynamoModel, Debug)]
#[dynamo(
    meta(table_name = "untagged"),
    key(pk = "ORG#{org}", sk = "ORG"),
    index(ByCity, partition = city)
)]
struct Seat {
    org: String,
    city: String,
}

/// One kind in a table of its own, as far as anybody knows.
#[derive(DynamoModel, Debug)]
#[dynamo(meta(table_name = "plain"))]
struct Plain {
    #[dynamo(partition_key)]
    id: String,
}

/// What the last read asked for: key condition and filter.
fn asked(scene: &Paused) -> [Option<String>; 2] {
    let requests = scene.aws.dynamodb().requests();
    let body = spelled_out(requests.last().expect("a request"));
    ["KeyConditionExpression", "FilterExpression"].map(|name| body[name].as_str().map(Into::into))
}

#[tokio::test(start_paused = true)]
async fn w12_a_query_of_one_kind_asks_for_its_sort_keys_and_its_tag() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let both = |key: &str, filter: &str| [Some(key.to_owned()), Some(filter.to_owned())];
    let orders = || Order::query(&db, OrderPartition::new("acme"));
    let of_order = r#"_kind IN ({"S":"Order"}, {"S":"Purchase"})"#;
    orders().await.unwrap();
    let expected = r#"pk = {"S":"ORG#acme"} AND begins_with(sk, {"S":"ORDER#"})"#;
    assert_eq!(asked(&scene), both(expected, of_order));
    // What was given says more.
    let query = orders()
        .sort(|s| s.ge("ORDER#2"))
        .filter(|o| o.state.ne("new"));
    query.await.unwrap();
    assert_eq!(
        asked(&scene),
        both(
            r#"pk = {"S":"ORG#acme"} AND sk >= {"S":"ORDER#2"}"#,
            &format!(r#"{of_order} AND state <> {{"S":"new"}}"#),
        )
    );
    Order::query(&db, ByState::new("open")).await.unwrap();
    assert_eq!(asked(&scene), both(r#"state = {"S":"open"}"#, of_order));
    // A key that is the same in all items.
    Org::query(&db, acme()).await.unwrap();
    let expected = r#"pk = {"S":"ORG#acme"} AND sk = {"S":"ORG"}"#;
    assert_eq!(asked(&scene), both(expected, r#"_kind = {"S":"Org"}"#));
    // All kinds.
    ShopItem::query(&db, acme()).await.unwrap();
    let expected = r#"pk = {"S":"ORG#acme"}"#.to_owned();
    assert_eq!(asked(&scene), [Some(expected), None]);
}

#[tokio::test(start_paused = true)]
async fn w12_a_scan_of_one_kind_leaves_out_others() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    Org::scan(&db).await.unwrap();
    let expected = r#"_kind = {"S":"Org"}"#.to_owned();
    assert_eq!(asked(&scene), [None, Some(expected)]);
    Seat::scan(&db).await.unwrap();
    let of_key = r#"begins_with(pk, {"S":"ORG#"}) AND sk = {"S":"ORG"}"#.to_owned();
    assert_eq!(asked(&scene), [None, Some(of_key.clone())]);
    // DynamoDB takes no filter on what a query finds by.
    Seat::query(&db, SeatPartition::new("acme")).await.unwrap();
    let key = r#"pk = {"S":"ORG#acme"} AND sk = {"S":"ORG"}"#.to_owned();
    assert_eq!(asked(&scene), [Some(key), None]);
    Seat::query(&db, ByCity::new("Bern")).await.unwrap();
    let key = r#"city = {"S":"Bern"}"#.to_owned();
    assert_eq!(asked(&scene), [Some(key), Some(of_key)]);
    ShopItem::scan(&db).await.unwrap();
    assert_eq!(asked(&scene), [None, None]);
    Plain::scan(&db).await.unwrap();
    assert_eq!(asked(&scene), [None, None]);
}

/// Mostly a kind stands alone where its keys begin alike, so that no more than is wanted is asked for, until it shows
/// that others stand there, too.
#[tokio::test(start_paused = true)]
async fn w12_a_limit_is_asked_for_until_other_kinds_show() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let page = |items: Value, scanned: u32, more: bool| {
        let mut body = json!({ "Count": items.as_array().map(Vec::len), "ScannedCount": scanned });
        body["Items"] = items;
        if more {
            let key = json!({ "pk": { "S": "ORG#acme" }, "sk": { "S": "ORDER#1" } });
            body["LastEvaluatedKey"] = key;
        }
        dynamodb::success(&body)
    };
    let order = |number: u32| {
        json!({
            "_kind": { "S": "Order" },
            "pk": { "S": "ORG#acme" },
            "sk": { "S": format!("ORDER#{number:010}") },
            "org": { "S": "acme" },
            "number": { "N": number.to_string() },
            "state": { "S": "open" },
        })
    };
    let queries = scene.aws.operation("Query");
    queries.next(page(json!([order(1), order(2)]), 2, true));
    let orders = || Order::query(&db, OrderPartition::new("acme"));
    assert_eq!(orders().limit(2).all().await.unwrap().len(), 2);
    queries.next(page(json!([order(1)]), 2, true));
    queries.next(page(json!([order(2), order(3)]), 9, false));
    assert_eq!(orders().limit(2).all().await.unwrap().len(), 2);
    let limits: Vec<_> = queries
        .requests()
        .iter()
        .map(|request| request.json()["Limit"].as_u64())
        .collect();
    assert_eq!(limits, [Some(2), Some(2), None]);
}
