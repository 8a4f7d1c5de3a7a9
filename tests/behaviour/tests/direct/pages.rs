//! Pages of queries and scans that are read from the bytes of responses.

use behaviour::{Answer, dynamodb};
use dynamo_model::{Dynamo, prelude::*};
use serde_json::{Value, json};

use crate::{
    models::{From, Seen, SeenPartition, Typed, TypedPartition},
    scene::{Scene, Told},
};

fn item(at: u32) -> Value {
    json!({ "id": { "S": "a" }, "at": { "N": at.to_string() }, "text": { "S": format!("t{at}") } })
}

fn answer(items: &[Value]) -> Value {
    json!({ "Count": items.len(), "Items": items, "ScannedCount": items.len() + 1 })
}

async fn first(scene: &Scene) -> [From; 2] {
    let first = async |db: &Dynamo| Seen::query(db, SeenPartition::new("a")).first().await;
    let first = scene.both(first).await;
    first.map(|first| first.expect("an answer").expect("an item").text)
}

#[tokio::test(start_paused = true)]
async fn w17_items_come_from_the_bytes_unless_told_otherwise() {
    let scene = Scene::new().await;
    scene.answers("Query", answer(&[item(1)]).to_string().as_bytes());
    assert_eq!(first(&scene).await, [From::Bytes, From::Map]);
    // Which DynamoDB never answers, so that only the SDK knows what it means.
    let odd = "{\"Items\":[{\"id\":{\"S\":\"a\",\"N\":null},\"text\":{\"S\":\"x\"}}]}";
    scene.answers("Query", odd.as_bytes());
    assert_eq!(first(&scene).await, [From::Map, From::Map]);
}

#[tokio::test(start_paused = true)]
async fn w17_a_page_has_what_stands_beside_its_items() {
    let scene = Scene::new().await;
    let mut body = answer(&[item(1), item(2)]);
    body["LastEvaluatedKey"] = json!({ "id": { "S": "a" }, "at": { "N": "2" } });
    body["ConsumedCapacity"] = json!({ "TableName": "things", "CapacityUnits": 1.5 });
    let body = body.to_string();
    for operation in ["Query", "Scan"] {
        scene.answers(operation, body.as_bytes());
        let told = scene.both(async |db| {
            // The two have cursors of different types.
            let (items, next, scanned, capacity) = if operation == "Query" {
                let query = Typed::query(db, TypedPartition::new("a"));
                let page = query.with_capacity().await?;
                (page.items, page.next.is_some(), page.scanned, page.capacity)
            } else {
                let page = Typed::scan(db).with_capacity().await?;
                (page.items, page.next.is_some(), page.scanned, page.capacity)
            };
            Ok((numbers(&items), next, scanned, capacity))
        });
        let (numbers, next, scanned, capacity) = Scene::same(told.await).unwrap();
        assert_eq!((numbers, next, scanned), (vec![1, 2], true, 3));
        let capacity = capacity.unwrap();
        assert_eq!(capacity.table_name(), Some("things"));
        assert_eq!(capacity.capacity_units(), Some(1.5));
    }
}

fn numbers(items: &[Typed]) -> Vec<u32> {
    items.iter().map(|item| item.at).collect()
}

#[tokio::test(start_paused = true)]
async fn w17_a_page_that_is_cut_goes_on_with_the_first_item_left_out() {
    let scene = Scene::new().await;
    let mut body = answer(&[item(1), item(2), item(3)]);
    body["LastEvaluatedKey"] = json!({ "id": { "S": "a" }, "at": { "N": "3" } });
    scene.answers("Query", body.to_string().as_bytes());
    let query = |db: &Dynamo| {
        let query = Typed::query(db, TypedPartition::new("a")).limit(2);
        query.filter(|t| t.text.exists())
    };
    let told = scene.both(async |db| {
        let page = query(db).await?;
        let next = query(db)
            .after(page.next.expect("a cursor"))
            .into_sdk()
            .await?;
        Ok((numbers(&page.items), next.get_exclusive_start_key().clone()))
    });
    let (cut, start) = Scene::same(told.await).unwrap();
    assert_eq!(cut, [1, 2]);
    assert_eq!(start.unwrap()["at"].as_n().unwrap(), "2");
    // A part that does not tell where it stands can't be cut.
    for item in body["Items"].as_array_mut().unwrap() {
        item.as_object_mut().unwrap().remove("at");
    }
    scene.answers("Query", body.to_string().as_bytes());
    let told = scene.both(async |db| Ok(query(db).project(|t| t.text).await?.items.len()));
    assert_eq!(Scene::same(told.await), Ok(3));
}

/// The error of a page, told in one sentence after the other.
async fn refused(scene: &Scene, body: &str) -> Told {
    scene.answers("Query", body.as_bytes());
    let told = scene.both(async |db| Typed::query(db, TypedPartition::new("a")).all().await);
    Scene::same(told.await).unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn w17_what_cannot_be_read_is_told_in_the_same_words() {
    let scene = Scene::new().await;
    let wrong = r#"{"Items":[{"id":{"S":"a"},"at":{"N":"1"}},{"id":{"S":"a"},"at":{"S":"2"}}]}"#;
    let told = refused(&scene, wrong).await;
    assert_eq!(
        told.sentences,
        ["`Typed`: attribute `at`: expected N, found S"]
    );
    let missing = r#"{"Items":[{"at":{"N":"1"}}]}"#;
    let told = refused(&scene, missing).await;
    let sentence = "`Typed`: attribute `id`: is required, but the item does not have it";
    assert_eq!(told.sentences, [sentence]);
    // Nobody reads the attribute, but it is damaged.
    let unread = r#"{"Items":[{"id":{"S":"a"},"at":{"N":"1"},"x":{"S":"x","N":"1"}}]}"#;
    let told = refused(&scene, unread).await;
    let sentence = "`Typed`: Query on table `things` did not get an answer";
    assert_eq!(told.sentences[0], sentence);
    assert!(!told.is_retryable && !told.is_conversion, "{told:?}");
    let damaged = r#"{"Items":[{"id":{"S":"a"},"at":{"N":"1"}}"#;
    assert_eq!(refused(&scene, damaged).await.sentences[0], sentence);
}

#[tokio::test(start_paused = true)]
async fn w17_items_are_those_of_the_attempt_that_succeeds() {
    let scene = Scene::new().await;
    let route = scene.paused.aws.operation("Query");
    let failed = Answer::json(500, &answer(&[item(1)]));
    for db in [&scene.direct, &scene.mapped] {
        route.next(failed.clone());
        route.next(dynamodb::success(&answer(&[item(2)])));
        let items = Typed::query(db, TypedPartition::new("a")).all().await;
        assert_eq!(numbers(&items.unwrap()), [2]);
    }
    scene.answers("Query", b"");
    let told = scene.both(async |db| Typed::query(db, TypedPartition::new("a")).all().await);
    assert_eq!(Scene::same(told.await), Ok(vec![]));
}

#[tokio::test(start_paused = true)]
async fn w17_a_refusal_is_the_sdks() {
    let scene = Scene::new().await;
    let route = scene.paused.aws.operation("Query");
    let refusal = dynamodb::resource_not_found();
    route.always(refusal.with_header("x-amzn-requestid", "R1"));
    let told = scene.both(async |db| Typed::query(db, TypedPartition::new("a")).all().await);
    let told = Scene::same(told.await).unwrap_err();
    let sentence = "`Typed`: DynamoDB refused Query on table `things` (`ResourceNotFoundException`, request id `R1`)";
    assert_eq!(told.sentences[0], sentence);
}

#[tokio::test(start_paused = true)]
async fn w17_items_are_counted_without_being_read() {
    let scene = Scene::new().await;
    scene.answers("Query", br#"{"Count":7,"ScannedCount":9}"#);
    let told = scene.both(async |db| Typed::query(db, TypedPartition::new("a")).count().await);
    assert_eq!(Scene::same(told.await), Ok(7));
}
