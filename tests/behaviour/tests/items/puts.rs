//! What `create` and `save` send, and what becomes of the item in hand.

use std::time::{Duration, SystemTime};

use behaviour::{TestClock, dynamodb};
use dynamo_model::{Error, prelude::*};
use serde_json::json;

use crate::{
    document::{Document, LONG_AGO, NOW, NOW_SECONDS, document, plain, stored},
    sent::sent,
};

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(TestClock::START)
}

#[tokio::test(start_paused = true)]
async fn w11_create_wants_no_item_and_stores_version_1() {
    let scene = crate::paused();
    let mut new = document(0);
    new.create(&scene.dynamo().await).await.unwrap();
    assert_eq!(
        sent(&scene.aws),
        json!({
            "TableName": "documents",
            "Item": stored("1", NOW, NOW_SECONDS, "old"),
            "ConditionExpression": "attribute_not_exists(id)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        })
    );
    let expected = Document {
        created: now(),
        updated: now(),
        ..document(1)
    };
    assert_eq!(new, expected);
}

#[tokio::test(start_paused = true)]
async fn w11_create_begins_anew_whatever_is_in_hand() {
    let scene = crate::paused();
    let mut copy = document(41);
    copy.create(&scene.dynamo().await).await.unwrap();
    let item = stored("1", NOW, NOW_SECONDS, "old");
    assert_eq!(sent(&scene.aws)["Item"], item);
    assert_eq!((copy.rev, copy.created), (1, now()));
}

#[tokio::test(start_paused = true)]
async fn w11_save_wants_the_version_in_hand_and_stores_the_next() {
    let scene = crate::paused();
    let mut known = document(1);
    known.save(&scene.dynamo().await).await.unwrap();
    assert_eq!(
        sent(&scene.aws),
        json!({
            "TableName": "documents",
            "Item": stored("2", "1970-01-01T00:00:00.000000000Z", NOW_SECONDS, "old"),
            "ConditionExpression": r#"rev = {"N":"1"}"#,
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        })
    );
    let expected = Document {
        updated: now(),
        ..document(2)
    };
    assert_eq!(known, expected);
    assert_eq!(known.created, LONG_AGO);
}

#[tokio::test(start_paused = true)]
async fn w11_save_of_version_0_wants_an_item_without_a_version() {
    let scene = crate::paused();
    let mut new = document(0);
    new.save(&scene.dynamo().await).await.unwrap();
    let sent = sent(&scene.aws);
    assert_eq!(sent["Item"], stored("1", NOW, NOW_SECONDS, "old"));
    assert_eq!(sent["ConditionExpression"], "attribute_not_exists(rev)");
}

#[tokio::test(start_paused = true)]
async fn w11_without_a_version_save_wants_nothing() {
    let scene = crate::paused();
    plain().save(&scene.dynamo().await).await.unwrap();
    assert_eq!(
        sent(&scene.aws),
        json!({
            "TableName": "plain",
            "Item": { "id": { "S": "a" }, "text": { "S": "old" } },
        })
    );
}

#[tokio::test(start_paused = true)]
async fn w11_conditions_come_on_top_of_the_version() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let mut known = document(1);
    known
        .save(&db)
        .when(|d| d.text.eq("old") | d.text.not_exists())
        .when(|d| d.no.lt(8))
        .returning_old()
        .with_capacity()
        .await
        .unwrap();
    let sent = sent(&scene.aws);
    assert_eq!(
        sent["ConditionExpression"],
        r#"rev = {"N":"1"} AND (text = {"S":"old"} OR attribute_not_exists(text)) AND no < {"N":"8"}"#
    );
    assert_eq!(sent["ReturnValues"], "ALL_OLD");
    assert_eq!(sent["ReturnConsumedCapacity"], "TOTAL");
}

#[tokio::test(start_paused = true)]
async fn w11_a_refused_save_leaves_the_item_in_hand_and_has_what_is_stored() {
    let scene = crate::paused();
    let current = stored("5", NOW, NOW_SECONDS, "theirs");
    scene
        .aws
        .operation("PutItem")
        .next(dynamodb::success(&json!({})));
    let db = scene.dynamo().await;
    let mut known = document(1);
    known.save(&db).await.unwrap();
    let before = known.clone();
    scene
        .aws
        .operation("PutItem")
        .next(crate::answer::condition_failed(Some(&current)));
    let error = known.save(&db).await.unwrap_err();
    assert_eq!(known, before);
    assert!(matches!(error, Error::ConditionFailed(_)), "{error:?}");
    let current = error.current::<Document>().unwrap().unwrap();
    assert_eq!((current.rev, &*current.text), (5, "theirs"));
}

#[tokio::test(start_paused = true)]
async fn w11_the_old_item_is_answered_as_it_was() {
    let scene = crate::paused();
    let old = stored("1", NOW, NOW_SECONDS, "before");
    let answer = dynamodb::success(&json!({ "Attributes": old }));
    scene.aws.operation("PutItem").next(answer);
    let db = scene.dynamo().await;
    let mut known = document(1);
    let old = known.save(&db).returning_old().await.unwrap().unwrap();
    assert_eq!((old.rev, &*old.text), (1, "before"));
    assert_eq!((known.rev, &*known.text), (2, "old"));
}
