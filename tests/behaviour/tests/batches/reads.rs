//! Read transactions: one moment, a typed place for each key.

use behaviour::dynamodb;
use dynamo_model::{operation::CancellationReason, prelude::*};
use serde_json::{Value, json};

use crate::scene::{Customer, CustomerKey, Order, customer, order, order_key, stored};

fn keys(request: &Value) -> Vec<(&str, &str)> {
    let gets = request["TransactItems"].as_array().expect("actions");
    gets.iter()
        .map(|get| {
            let key = &get["Get"]["Key"];
            let id = key["number"]["N"].as_str().or(key["id"]["S"].as_str());
            (
                get["Get"]["TableName"].as_str().expect("a table"),
                id.expect("a key"),
            )
        })
        .collect()
}

#[tokio::test(start_paused = true)]
async fn w16_items_of_one_moment_come_as_a_tuple() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("TransactGetItems");
    route.next(dynamodb::success(&json!({ "Responses": [
        { "Item": stored(1) },
        {},
        { "Item": { "id": { "S": "b" }, "rev": { "N": "3" }, "blocked": { "BOOL": false } } },
    ] })));
    let (one, none, other, again) = db
        .transact_get()
        .get::<Order>(order_key(1))
        .get::<Customer>(CustomerKey::new("a"))
        .get::<Customer>(CustomerKey::new("b"))
        .get::<Order>(order_key(1))
        .await
        .unwrap();
    assert_eq!((one, none), (Some(order(1)), None));
    assert_eq!((other, again), (Some(customer("b", 3)), Some(order(1))));
    assert_eq!(
        keys(&route.only().json()),
        [("orders", "1"), ("customers", "a"), ("customers", "b")]
    );
}

#[tokio::test(start_paused = true)]
async fn w16_many_items_of_one_moment_come_in_the_order_of_their_keys() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("TransactGetItems");
    route.next(dynamodb::success(
        &json!({ "Responses": [{ "Item": stored(3) }, {}] }),
    ));
    let read = Order::transact_get_all(&db, [3, 4, 3].map(order_key))
        .await
        .unwrap();
    assert_eq!(read, [Some(order(3)), None, Some(order(3))]);
    assert_eq!(
        keys(&route.only().json()),
        [("orders", "3"), ("orders", "4")]
    );

    let error = Order::transact_get_all(&db, (0..101).map(order_key)).await;
    let error = error.expect_err("too many");
    assert_eq!(
        error.to_string(),
        "a transaction has at most 100 actions, but this one has 101; use several, or a batch"
    );
    assert_eq!(route.count(), 1);
    let most = Order::transact_get_all(&db, (0..100).map(order_key)).await;
    assert_eq!(most.unwrap(), vec![None; 100]);
    assert_eq!(keys(&route.last().json()).len(), 100);
}

#[tokio::test(start_paused = true)]
async fn w16_a_read_of_one_moment_tells_what_it_cost() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("TransactGetItems");
    route.always(dynamodb::success(&json!({
        "Responses": [{ "Item": stored(1) }],
        "ConsumedCapacity": [{ "TableName": "orders", "CapacityUnits": 4.0 }],
    })));
    let one = db.transact_get().get::<Order>(order_key(1));
    let ((one,), of_one) = one.with_capacity().await.unwrap();
    let all = Order::transact_get_all(&db, [order_key(1)]);
    let (all, of_all) = all.with_capacity().await.unwrap();
    assert_eq!((one, all), (Some(order(1)), vec![Some(order(1))]));
    for capacity in [of_one, of_all] {
        assert_eq!(capacity[0].table_name(), Some("orders"));
        assert_eq!(capacity[0].capacity_units, Some(4.0));
    }
    for request in route.requests() {
        assert_eq!(request.json()["ReturnConsumedCapacity"], "TOTAL");
    }
}

/// A key that is asked for twice has the same reason twice.
#[tokio::test(start_paused = true)]
async fn w16_reasons_of_a_read_are_aligned_with_its_keys() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("TransactGetItems");
    route.next(behaviour::Answer::json(
        400,
        &json!({
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "Message": "Transaction cancelled",
            "CancellationReasons": [
                { "Code": "TransactionConflict", "Message": "Transaction is ongoing for the item" },
                { "Code": "None" },
            ],
        }),
    ));
    let error = Order::transact_get_all(&db, [1, 2, 1].map(order_key)).await;
    let error = error.expect_err("a conflict");
    assert!(error.is_transaction_conflict() && error.is_retryable());
    assert!(!error.is_condition_failed());
    let conflicts: Vec<_> = error
        .reasons()
        .iter()
        .map(CancellationReason::is_conflict)
        .collect();
    assert_eq!(conflicts, [true, false, true]);
}
