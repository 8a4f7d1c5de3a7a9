//! What `delete` and `delete_by_key` send.

use behaviour::dynamodb;
use dynamo_model::prelude::*;
use serde_json::json;

use crate::{
    document::{Document, DocumentKey, NOW, NOW_SECONDS, document, key, plain, stored},
    sent::{sent, spelled_out},
};

#[tokio::test(start_paused = true)]
async fn w11_delete_wants_the_version_in_hand() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    document(3).delete(&db).when(|d| d.no.eq(7)).await.unwrap();
    assert_eq!(
        sent(&scene.aws),
        json!({
            "TableName": "documents",
            "Key": key(),
            "ConditionExpression": r#"rev = {"N":"3"} AND no = {"N":"7"}"#,
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        })
    );
}

#[tokio::test(start_paused = true)]
async fn w11_delete_of_version_0_wants_an_item_without_a_version() {
    let scene = crate::paused();
    document(0).delete(&scene.dynamo().await).await.unwrap();
    let sent = sent(&scene.aws);
    assert_eq!(sent["ConditionExpression"], "attribute_not_exists(rev)");
}

#[tokio::test(start_paused = true)]
async fn w11_delete_by_key_or_without_a_version_wants_nothing() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    Document::delete_by_key(&db, DocumentKey::new("a", 7_u32))
        .await
        .unwrap();
    plain().delete(&db).await.unwrap();
    let sent = scene.aws.dynamodb().requests();
    let sent: Vec<_> = sent.iter().map(|request| spelled_out(request)).collect();
    assert_eq!(
        sent,
        [
            json!({ "TableName": "documents", "Key": key() }),
            json!({ "TableName": "plain", "Key": { "id": { "S": "a" } } }),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn w11_delete_answers_the_old_item() {
    let scene = crate::paused();
    let old = stored("3", NOW, NOW_SECONDS, "old");
    let answer = dynamodb::success(&json!({ "Attributes": old }));
    scene.aws.operation("DeleteItem").next(answer);
    let db = scene.dynamo().await;
    let delete = document(3).delete(&db).returning_old();
    let (old, _) = delete.with_capacity().await.unwrap();
    assert_eq!(old.unwrap().rev, 3);
    let sent = sent(&scene.aws);
    assert_eq!(sent["ReturnValues"], "ALL_OLD");
    assert_eq!(sent["ReturnConsumedCapacity"], "TOTAL");
}
