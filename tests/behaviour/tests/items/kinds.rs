//! Kinds of one table: who signs for an enum of them, where its requests go, and what they ask for.

use behaviour::{Paused, sts};
use dynamo_model::{
    Dynamo, Error,
    access::{Access, AccessError},
    prelude::*,
};

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
    let scene = Paused::new();
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
    let scene = Paused::new();
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
    let scene = Paused::new();
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
    let scene = Paused::new();
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
    let scene = Paused::new();
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
