//! What `update` and `update_by_key` send, and what becomes of the item in hand.

use behaviour::dynamodb;
use dynamo_model::prelude::*;
use serde_json::json;

use crate::{
    document::{
        Document, DocumentKey, LONG_AGO, NOW, NOW_SECONDS, Plain, PlainKey, document, key, plain,
        stored,
    },
    sent::sent,
};

fn by_key() -> DocumentKey {
    DocumentKey::new("a", 7_u32)
}

#[tokio::test(start_paused = true)]
async fn w11_an_update_wants_the_version_in_hand_and_counts_it() {
    let scene = crate::paused();
    let new = stored("2", NOW, NOW_SECONDS, "as stored");
    let answer = dynamodb::success(&json!({ "Attributes": new }));
    scene.aws.operation("UpdateItem").next(answer);
    let mut known = document(1);
    let db = scene.dynamo().await;
    known.update(&db).set(|d| d.text, "new").await.unwrap();
    assert_eq!(
        sent(&scene.aws),
        json!({
            "TableName": "documents",
            "Key": key(),
            "UpdateExpression": format!(
                r#"SET text = {{"S":"new"}}, rev = {{"N":"2"}}, updated = {{"N":"{NOW_SECONDS}"}}"#
            ),
            "ConditionExpression": r#"rev = {"N":"1"}"#,
            "ReturnValues": "ALL_NEW",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        })
    );
    assert_eq!((known.rev, &*known.text), (2, "as stored"));
}

#[tokio::test(start_paused = true)]
async fn w11_an_update_of_version_0_wants_an_item_without_a_version() {
    let scene = crate::paused();
    let mut known = document(0);
    let update = known.update(&scene.dynamo().await).set(|d| d.text, "new");
    update.into_sdk().await.unwrap().send().await.unwrap();
    let sent = sent(&scene.aws);
    assert_eq!(
        sent["ConditionExpression"],
        "attribute_exists(id) AND attribute_not_exists(rev)"
    );
    let update = sent["UpdateExpression"].as_str().unwrap();
    assert!(update.contains(r#"rev = {"N":"1"}"#), "{update}");
}

#[tokio::test(start_paused = true)]
async fn w11_an_update_without_a_version_wants_the_item() {
    let scene = crate::paused();
    let mut known = plain();
    let answer = json!({ "Attributes": { "id": { "S": "a" } } });
    scene
        .aws
        .operation("UpdateItem")
        .next(dynamodb::success(&answer));
    let db = scene.dynamo().await;
    let update = known.update(&db).set(|p| p.text, None);
    update.when(|p| p.text.exists()).await.unwrap();
    assert_eq!(
        sent(&scene.aws),
        json!({
            "TableName": "plain",
            "Key": { "id": { "S": "a" } },
            "UpdateExpression": "REMOVE text",
            "ConditionExpression": "attribute_exists(id) AND attribute_exists(text)",
            "ReturnValues": "ALL_NEW",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        })
    );
    assert_eq!(known.text, None);
}

#[tokio::test(start_paused = true)]
async fn w11_an_update_with_nothing_to_change_counts_the_version() {
    let scene = crate::paused();
    let known = &mut document(1);
    let update = known.update(&scene.dynamo().await);
    update.into_sdk().await.unwrap().send().await.unwrap();
    let expected = format!(r#"SET rev = {{"N":"2"}}, updated = {{"N":"{NOW_SECONDS}"}}"#);
    assert_eq!(sent(&scene.aws)["UpdateExpression"], expected);
}

#[tokio::test(start_paused = true)]
async fn w11_an_update_with_nothing_at_all_only_wants_the_item() {
    let scene = crate::paused();
    let update = Plain::update_by_key(&scene.dynamo().await, PlainKey::new("a"));
    update.if_exists().await.unwrap();
    assert_eq!(
        sent(&scene.aws),
        json!({
            "TableName": "plain",
            "Key": { "id": { "S": "a" } },
            "ConditionExpression": "attribute_exists(id)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        })
    );
}

#[tokio::test(start_paused = true)]
async fn w11_an_update_by_key_takes_any_version_and_counts_it() {
    let scene = crate::paused();
    let update = Document::update_by_key(&scene.dynamo().await, by_key());
    update.set(|d| d.text, "new").await.unwrap();
    assert_eq!(
        sent(&scene.aws),
        json!({
            "TableName": "documents",
            "Key": key(),
            "UpdateExpression": format!(
                "SET text = {{\"S\":\"new\"}}, updated = {{\"N\":\"{NOW_SECONDS}\"}}, \
                 created = if_not_exists(created, {{\"S\":\"{NOW}\"}}) ADD rev {{\"N\":\"1\"}}"
            ),
        })
    );
}

#[tokio::test(start_paused = true)]
async fn w11_an_update_by_key_answers_old_or_new() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let update = || Document::update_by_key(&db, by_key()).set(|d| d.text, "new");
    let answer = |text| {
        let item = stored("4", NOW, NOW_SECONDS, text);
        dynamodb::success(&json!({ "Attributes": item }))
    };
    let route = scene.aws.operation("UpdateItem");
    route.next(answer("old")).next(answer("new"));
    let old = update().returning_old().await.unwrap();
    assert_eq!(old.unwrap().text, "old");
    assert_eq!(route.last().json()["ReturnValues"], "ALL_OLD");
    let (new, _) = update().returning_new().with_capacity().await.unwrap();
    assert_eq!(new.text, "new");
    assert_eq!(route.last().json()["ReturnValues"], "ALL_NEW");
    assert_eq!(route.last().json()["ReturnConsumedCapacity"], "TOTAL");
    assert_eq!(update().returning_old().await.unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn w11_a_time_that_an_update_sets_is_the_one_that_is_meant() {
    let scene = crate::paused();
    let update = Document::update_by_key(&scene.dynamo().await, by_key());
    let update = update.set(|d| d.created, LONG_AGO);
    update.set(|d| d.updated, LONG_AGO).await.unwrap();
    assert_eq!(
        sent(&scene.aws)["UpdateExpression"],
        r#"SET created = {"S":"1970-01-01T00:00:00.000000000Z"}, updated = {"N":"0"} ADD rev {"N":"1"}"#
    );
}

#[tokio::test(start_paused = true)]
async fn w11_a_refused_update_leaves_the_item_in_hand() {
    let scene = crate::paused();
    let route = scene.aws.operation("UpdateItem");
    route.next(crate::answer::condition_failed(None));
    let mut known = document(3);
    let update = known.update(&scene.dynamo().await).set(|d| d.text, "new");
    let error = update.await.unwrap_err();
    assert!(error.is_condition_failed());
    assert_eq!(error.current::<Document>().unwrap(), None);
    assert_eq!(known, document(3));
}
