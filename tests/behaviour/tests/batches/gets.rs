//! Read batches: which keys go together, and how what comes back finds its place.

use behaviour::dynamodb;
use dynamo_model::prelude::*;
use serde_json::json;

use crate::scene::{
    Customer, CustomerKey, Order, OrderKey, Shop, answer, customer, finding_but, order, order_key,
    sent, stored,
};

#[tokio::test(start_paused = true)]
async fn w15_101_keys_with_duplicates_are_read_once_each_and_in_order() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchGetItem");
    route.always(finding_but(|_| false));
    let mut numbers: Vec<u32> = (0..101).rev().collect();
    numbers.splice(50..50, [7, 100, 7]);
    let read = Order::batch_get(&db, numbers.iter().copied().map(order_key))
        .await
        .unwrap();
    assert_eq!(
        read,
        numbers
            .iter()
            .copied()
            .map(order)
            .map(Some)
            .collect::<Vec<_>>()
    );
    let sent = sent(&scene.aws, "BatchGetItem");
    assert_eq!(sent.iter().map(Vec::len).collect::<Vec<_>>(), [100, 1]);
    let mut once: Vec<_> = sent.concat();
    once.sort_unstable();
    assert_eq!(once, (0..101).collect::<Vec<_>>());
}

/// Keys that were left go behind those that wait.
#[tokio::test(start_paused = true)]
async fn w15_keys_that_are_left_are_read_later() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchGetItem");
    route.next(finding_but(|number| number < 2));
    route.always(finding_but(|_| false));
    let keys = (0..101).map(order_key);
    let read = Order::batch_get(&db, keys).consistent().await.unwrap();
    assert_eq!(read, (0..101).map(order).map(Some).collect::<Vec<_>>());
    assert_eq!(sent(&scene.aws, "BatchGetItem")[1], [100, 0, 1]);
    for request in route.requests() {
        assert_eq!(
            request.json()["RequestItems"]["orders"]["ConsistentRead"],
            true
        );
    }
}

#[tokio::test(start_paused = true)]
async fn w15_a_key_without_an_item_has_none() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    scene.aws.operation("BatchGetItem").next(dynamodb::success(
        &json!({ "Responses": { "orders": [stored(2)] }, "UnprocessedKeys": {} }),
    ));
    let read = Order::batch_get(&db, [1, 2].map(order_key)).await.unwrap();
    assert_eq!(read, [None, Some(order(2))]);
    let nothing: [OrderKey; 0] = [];
    assert_eq!(Order::batch_get(&db, nothing).await.unwrap(), []);
    assert_eq!(scene.aws.operation("BatchGetItem").count(), 1);
}

/// What is read of an item that denies all that it does not know.
#[derive(DynamoValue, Debug, PartialEq)]
#[dynamo(deny_unknown)]
struct Note {
    note: String,
}

/// Items are told apart by their keys, which are asked for beside what is.
#[tokio::test(start_paused = true)]
async fn w15_a_part_of_each_item_finds_its_place() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchGetItem");
    route.always(finding_but(|_| false));
    let keys = [2, 1].map(order_key);
    let notes = Order::batch_get(&db, keys.clone())
        .project(|o| o.note)
        .await
        .unwrap();
    assert_eq!(
        notes,
        [Some("note 2".to_owned()), Some("note 1".to_owned())]
    );
    let table = &route.only().json()["RequestItems"]["orders"];
    assert_eq!(table["ProjectionExpression"], "#0, #1, #2");
    assert_eq!(
        table["ExpressionAttributeNames"],
        json!({ "#0": "note", "#1": "customer", "#2": "number" })
    );
    let notes = Order::batch_get(&db, keys)
        .project_as::<Note>()
        .await
        .unwrap();
    let note = |number| {
        Some(Note {
            note: order(number).note,
        })
    };
    assert_eq!(notes, [note(2), note(1)]);
}

/// DynamoDB may call a table by its name that was asked for by its ARN, and write a number in another way.
#[tokio::test(start_paused = true)]
async fn w15_items_are_found_whatever_the_answer_calls_their_table() {
    const ARN: &str = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
    let scene = crate::paused();
    let db = scene
        .builder()
        .table_name::<Order>(ARN)
        .build()
        .await
        .unwrap();
    let route = scene.aws.operation("BatchGetItem");
    let mut item = stored(10);
    item["number"]["N"] = "1e1".into();
    route.next(dynamodb::success(&json!({
        "Responses": { "orders": [stored(9)] },
        "UnprocessedKeys": { ARN: { "Keys": [
            { "customer": { "S": "acme" }, "number": { "N": "10.0" } },
        ] } },
    })));
    item["number"]["N"] = "10".into();
    route.next(dynamodb::success(&json!({ "Responses": { ARN: [item] } })));
    let read = Order::batch_get(&db, [9, 10].map(order_key)).await.unwrap();
    assert_eq!(read, [Some(order(9)), Some(order(10))]);
    let again = &route.last().json()["RequestItems"][ARN]["Keys"];
    assert_eq!(again.as_array().map(Vec::len), Some(1));
}

#[tokio::test(start_paused = true)]
async fn w15_models_of_one_access_are_read_together() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchGetItem");
    route.always(answer(|_| {
        json!({ "Responses": {
            "customers": [{ "id": { "S": "b" }, "rev": { "N": "3" }, "blocked": { "BOOL": false } }],
            "orders": [stored(2), stored(1)],
        } })
    }));
    let (first, customers, second) = db
        .batch_get()
        .items::<Order>([1, 3].map(order_key))
        .items::<Customer>([CustomerKey::new("a"), CustomerKey::new("b")])
        .items::<Order>([2, 1].map(order_key))
        .await
        .unwrap();
    assert_eq!(first, [Some(order(1)), None]);
    assert_eq!(customers, [None, Some(customer("b", 3))]);
    assert_eq!(second, [Some(order(2)), Some(order(1))]);
    assert_eq!(sent(&scene.aws, "BatchGetItem"), [[1, 3, 2]]);
    assert_eq!(scene.aws.assume_role().count(), 1);
}

#[derive(DynamoModel, Debug, PartialEq)]
#[dynamo(meta(table_name = "blobs", access = Shop))]
struct Blob {
    #[dynamo(partition_key)]
    digest: Vec<u8>,
    size: u32,
}

#[tokio::test(start_paused = true)]
async fn w15_items_are_found_by_keys_of_bytes() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchGetItem");
    let blob =
        |digest: &str, size: &str| json!({ "digest": { "B": digest }, "size": { "N": size } });
    let found = json!([blob("AgI=", "2"), blob("AQ==", "1")]);
    route.next(dynamodb::success(
        &json!({ "Responses": { "blobs": found } }),
    ));
    let keys = [vec![1], vec![], vec![2, 2], vec![1]].map(BlobKey::new);
    let read = Blob::batch_get(&db, keys).await.unwrap();
    let blob = |digest: &[u8], size| {
        Some(Blob {
            digest: digest.into(),
            size,
        })
    };
    assert_eq!(read, [blob(&[1], 1), None, blob(&[2, 2], 2), blob(&[1], 1)]);
    let keys = &route.only().json()["RequestItems"]["blobs"]["Keys"];
    assert_eq!(
        keys,
        &json!([{ "digest": { "B": "AQ==" } }, { "digest": { "B": "" } }, { "digest": { "B": "AgI=" } }])
    );
}

#[tokio::test(start_paused = true)]
async fn w15_a_read_batch_tells_what_it_cost_and_leaves_for_the_sdk() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchGetItem");
    let cost = |units: f64| {
        dynamodb::success(&json!({
            "Responses": { "orders": [stored(0)] },
            "ConsumedCapacity": [{ "TableName": "orders", "CapacityUnits": units }],
        }))
    };
    route.next(cost(50.0)).next(cost(0.5)).next(cost(1.5));
    let keys = || (0..101).map(order_key);
    let (read, capacity) = Order::batch_get(&db, keys()).with_capacity().await.unwrap();
    assert_eq!((read.len(), &read[0]), (101, &Some(order(0))));
    let units: Vec<_> = capacity.iter().map(|cost| cost.capacity_units).collect();
    assert_eq!(units, [Some(50.0), Some(0.5)]);
    let several = || {
        db.batch_get()
            .items::<Order>([0, 1].map(order_key))
            .items::<Customer>([CustomerKey::new("a")])
    };
    let ((orders, customers), capacity) = several().with_capacity().await.unwrap();
    assert_eq!((orders.len(), customers), (2, vec![None]));
    assert_eq!(capacity[0].capacity_units, Some(1.5));
    for request in route.requests() {
        assert_eq!(request.json()["ReturnConsumedCapacity"], "TOTAL");
    }

    let requests = Order::batch_get(&db, keys()).consistent().into_sdk().await;
    let requests = [requests.unwrap(), several().into_sdk().await.unwrap()].concat();
    assert_eq!(route.count(), 3, "nothing is sent until it is told to");
    for request in requests {
        request.send().await.unwrap();
    }
    let expected = [(0..100).collect(), vec![100], vec![0, 1]];
    assert_eq!(sent(&scene.aws, "BatchGetItem")[3..], expected);
    let sent = route.requests();
    let table = &sent[3].json()["RequestItems"]["orders"];
    assert_eq!(table["ConsistentRead"], true);
    let keys = &sent[5].json()["RequestItems"]["customers"]["Keys"];
    assert_eq!(keys, &json!([{ "id": { "S": "a" } }]));
    for request in &sent[3..] {
        let session = &scene.aws.issued()[0];
        assert_eq!(request.key_id().as_ref(), Some(&session.key_id));
    }
}
