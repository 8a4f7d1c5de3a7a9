//! M6: what is done with items never touches a table.

use behaviour::dynamodb;
use dynamo_model::prelude::*;
use serde_json::json;

use crate::{
    model::{Order, OrderKey, OrderPartition},
    scene::Scene,
};

#[tokio::test(start_paused = true)]
async fn m6_no_operation_sends_a_control_plane_call() {
    let scene = Scene::new().await;
    let db = &scene.db;
    let key = || OrderKey::new("acme", 7_u64);
    let stored =
        json!({ "customer": { "S": "acme" }, "number": { "N": "7" }, "rev": { "N": "3" } });
    let update = scene.aws.operation("UpdateItem");
    update.always(dynamodb::success(&json!({ "Attributes": stored })));
    let mut order = Order::new();
    order.create(db).await.unwrap();
    order.save(db).await.unwrap();
    order.update(db).set(|o| o.memo, "first").await.unwrap();
    Order::update_by_key(db, key())
        .set(|o| o.memo, "second")
        .await
        .unwrap();
    Order::get(db, key()).await.unwrap();
    let acme = OrderPartition::new("acme");
    Order::query(db, acme).await.unwrap();
    Order::scan(db).await.unwrap();
    order.delete(db).await.unwrap();
    Order::delete_by_key(db, key()).await.unwrap();
    Order::put_all(db, [&order])
        .await
        .unwrap()
        .complete()
        .unwrap();
    Order::batch_get(db, [key()]).await.unwrap();
    db.transact_write().put(&order).await.unwrap();
    Order::transact_get_all(db, [key()]).await.unwrap();
    let expected = [
        "PutItem",
        "PutItem",
        "UpdateItem",
        "UpdateItem",
        "GetItem",
        "Query",
        "Scan",
        "DeleteItem",
        "DeleteItem",
        "BatchWriteItem",
        "BatchGetItem",
        "TransactWriteItems",
        "TransactGetItems",
    ];
    assert_eq!(scene.sent(), expected);
}

#[tokio::test(start_paused = true)]
async fn m6_a_missing_table_is_told_and_not_created() {
    let scene = Scene::new().await;
    scene.aws.dynamodb().always(dynamodb::resource_not_found());
    let error = Order::new().create(&scene.db).await.unwrap_err();
    assert!(error.is_table_not_found(), "{error}");
    assert_eq!(scene.sent(), ["PutItem"]);
}
