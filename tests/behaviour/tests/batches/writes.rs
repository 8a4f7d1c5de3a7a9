//! Write batches when DynamoDB takes part: which writes go together, and what is sent again.

use std::time::Duration;

use behaviour::FakeAws;
use dynamo_model::{attribute::item_size, operation::BatchWritten, prelude::*};
use serde_json::{Value, json};

use crate::scene::{
    Customer, CustomerKey, Order, Shop, customer, leaving, order, order_key, orders, sent,
};

fn complete<A>(written: BatchWritten<A>) {
    written.complete().expect("nothing left");
}

#[tokio::test(start_paused = true)]
async fn w15_26_puts_are_25_and_1() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    complete(Order::put_all(&db, &orders(26)).await.unwrap());
    let expected: Vec<Vec<u32>> = vec![(0..25).collect(), vec![25]];
    assert_eq!(sent(&scene.aws, "BatchWriteItem"), expected);
    let first = scene.aws.operation("BatchWriteItem").requests()[0].json();
    assert_eq!(
        first["RequestItems"]["orders"][3],
        json!({ "PutRequest": { "Item": crate::scene::stored(3) } })
    );
}

/// What DynamoDB takes at once.
const LIMIT: usize = 16 * 1024 * 1024;

/// How large each write batch was.
fn sizes(aws: &FakeAws) -> Vec<usize> {
    let requests = aws.operation("BatchWriteItem").requests();
    requests
        .iter()
        .map(|request| request.body().len())
        .collect()
}

/// An item of 400 KB may take more than two megabytes in a request.
#[tokio::test(start_paused = true)]
async fn w15_17_megabytes_are_split_by_bytes() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let mut large = orders(8);
    for order in &mut large[..7] {
        order.note = "\u{1}".repeat(400 * 1024 - 100);
    }
    complete(Order::put_all(&db, &large).await.unwrap());
    let bytes = sizes(&scene.aws);
    assert!(bytes.iter().all(|bytes| *bytes <= LIMIT), "{bytes:?}");
    let expected = [(0..6).collect(), vec![6, 7]];
    assert_eq!(sent(&scene.aws, "BatchWriteItem"), expected, "{bytes:?}");
    assert!(
        bytes[0] + bytes[1] > LIMIT,
        "a seventh would not fit: {bytes:?}"
    );
}

/// So may a long name take a batch above what fits.
#[tokio::test(start_paused = true)]
async fn w15_the_name_of_the_table_is_counted() {
    let scene = crate::paused();
    let longest = "t".repeat(255);
    let db = scene.builder().table_name::<Order>(longest).build().await;
    let db = db.unwrap();
    let mut seven = orders(7);
    for order in &mut seven[..6] {
        order.note = "\u{1}".repeat(400 * 1024 - 100);
    }
    complete(Order::put_all(&db, &seven).await.unwrap());
    let [without] = sizes(&scene.aws)[..] else {
        panic!("they fit");
    };
    let missing = LIMIT - without;
    seven[6].note = "\u{1}".repeat(missing / 6 + 100);
    complete(Order::put_all(&db, &seven).await.unwrap());
    let bytes = &sizes(&scene.aws)[1..];
    assert_eq!(bytes.len(), 2, "{bytes:?}");
    assert!(bytes.iter().all(|bytes| *bytes <= LIMIT), "{bytes:?}");
}

#[tokio::test(start_paused = true)]
async fn w15_an_item_of_more_than_400_kb_is_refused_before_anything_is_sent() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let mut all = orders(30);
    let large = &mut all[29];
    large.note = String::new();
    let rest = item_size(large).unwrap();
    large.note = "x".repeat(400 * 1024 - rest);
    complete(Order::put_all(&db, &all).await.unwrap());
    assert_eq!(scene.aws.operation("BatchWriteItem").count(), 2);

    all[29].note.push('x');
    let error = Order::put_all(&db, &all).await.expect_err("too large");
    assert_eq!(
        error.to_string(),
        "`Order`: an item has at most 409600 bytes, but this one has 409601"
    );
    assert_eq!(
        scene.aws.operation("BatchWriteItem").count(),
        2,
        "as before"
    );
}

/// DynamoDB refuses a request that names a key twice.
#[tokio::test(start_paused = true)]
async fn w15_of_several_writes_of_a_key_only_the_last_is_sent() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let mut again = order(2);
    again.note = "again".into();
    let written = db
        .batch_write()
        .put_all(&orders(3))
        .delete::<Order>(order_key(1))
        .put(&again)
        .await
        .unwrap();
    complete(written);
    let request = scene.aws.operation("BatchWriteItem").only().json();
    let entries = request["RequestItems"]["orders"].as_array().unwrap();
    assert_eq!(sent(&scene.aws, "BatchWriteItem"), [[0, 1, 2]]);
    assert!(entries[1].get("DeleteRequest").is_some(), "{}", entries[1]);
    assert_eq!(entries[2]["PutRequest"]["Item"]["note"]["S"], "again");
}

/// A put is not checked; whoever holds the same version is told when saving, because what is stored has moved on.
#[tokio::test(start_paused = true)]
async fn w15_models_of_one_access_go_together_and_versions_move_on() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let mut batch = db.batch_write_as::<Shop>();
    for number in 0..2 {
        batch = batch.put(&order(number));
    }
    let written = batch
        .put(&customer("new", 0))
        .put(&customer("old", 7))
        .delete::<Customer>(CustomerKey::new("gone"))
        .await
        .unwrap();
    complete(written);
    let request = scene.aws.operation("BatchWriteItem").only();
    let session = &scene.aws.issued()[0];
    assert_eq!(request.key_id().as_ref(), Some(&session.key_id));
    let json = request.json();
    let item = |id: &str, rev: &str| {
        json!({ "PutRequest": { "Item": {
            "id": { "S": id }, "rev": { "N": rev }, "blocked": { "BOOL": false },
        } } })
    };
    let gone = json!({ "DeleteRequest": { "Key": { "id": { "S": "gone" } } } });
    assert_eq!(
        json["RequestItems"]["customers"],
        json!([item("new", "1"), item("old", "8"), gone])
    );
    assert_eq!(
        json["RequestItems"]["orders"].as_array().map(Vec::len),
        Some(2)
    );
}

#[tokio::test(start_paused = true)]
async fn w15_what_is_left_is_sent_again_before_what_comes_after() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchWriteItem");
    route
        .next(leaving(|number| number % 10 == 3))
        .next(leaving(|number| number == 13));
    complete(Order::put_all(&db, &orders(26)).await.unwrap());
    let expected: Vec<Vec<u32>> = vec![(0..25).collect(), vec![3, 13, 23], vec![13], vec![25]];
    assert_eq!(sent(&scene.aws, "BatchWriteItem"), expected);
    let waited = scene.clock.elapsed();
    let range = Duration::from_millis(25 + 50)..=Duration::from_millis(50 + 100 + 5);
    assert!(range.contains(&waited), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn w15_nothing_to_write_sends_nothing() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    complete(Order::put_all(&db, &[]).await.unwrap());
    assert_eq!(scene.aws.all().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn w15_a_batch_tells_what_it_cost_and_leaves_for_the_sdk() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let cost = |units: f64| {
        let body =
            json!({ "ConsumedCapacity": [{ "TableName": "orders", "CapacityUnits": units }] });
        behaviour::dynamodb::success(&body)
    };
    let route = scene.aws.operation("BatchWriteItem");
    route.next(cost(25.0)).next(cost(1.0));
    let (written, capacity) = Order::put_all(&db, &orders(26))
        .with_capacity()
        .await
        .unwrap();
    complete(written);
    let units: Vec<_> = capacity.iter().map(|cost| cost.capacity_units).collect();
    assert_eq!(units, [Some(25.0), Some(1.0)]);
    assert_eq!(
        route.requests()[0].json()["ReturnConsumedCapacity"],
        "TOTAL"
    );

    for request in Order::put_all(&db, &orders(26)).into_sdk().await.unwrap() {
        request.send().await.unwrap();
    }
    let requests = route.requests();
    assert_eq!(requests[2].json()["ReturnConsumedCapacity"], Value::Null);
    assert_eq!(sent(&scene.aws, "BatchWriteItem")[3], [25]);
}
