//! How often a request is sent, and that nothing else is.

use std::{collections::BTreeSet, time::Duration};

use behaviour::{Answer, dynamodb};
use dynamo_model::{access::Access, prelude::*};
use serde_json::json;

use crate::{
    document::{Document, DocumentKey, NOW, NOW_SECONDS, document, stored},
    sent::spelled_out,
};

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "patient", max_retry_attempts = 3))]
struct Patient {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    rev: u32,
}

#[tokio::test(start_paused = true)]
async fn m3_failures_of_dynamodb_are_tried_again_with_the_same_request() {
    let scene = crate::paused();
    let puts = scene.aws.operation("PutItem");
    puts.times(2, dynamodb::internal_server_error());
    let mut patient = Patient {
        id: "a".into(),
        rev: 4,
    };
    patient.save(&scene.dynamo().await).await.unwrap();
    assert_eq!(patient.rev, 5, "counted once");
    let sent: Vec<_> = puts
        .requests()
        .iter()
        .map(|request| spelled_out(request))
        .collect();
    assert_eq!(sent.len(), 3);
    assert!(sent.iter().all(|one| *one == sent[0]));
}

#[tokio::test(start_paused = true)]
async fn m3_retries_end_and_the_error_says_that_it_may_pass() {
    let scene = crate::paused();
    let puts = scene.aws.operation("PutItem");
    puts.always(dynamodb::internal_server_error());
    let mut patient = Patient {
        id: "a".into(),
        rev: 4,
    };
    let error = patient.save(&scene.dynamo().await).await.unwrap_err();
    assert_eq!((puts.count(), patient.rev), (4, 4));
    assert!(error.is_retryable() && !error.is_throttled());
}

#[tokio::test(start_paused = true)]
async fn m6_each_operation_is_one_request_and_none_is_about_tables() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let key = || DocumentKey::new("a", 7_u32);
    let item = stored("2", NOW, NOW_SECONDS, "old");
    let answer = dynamodb::success(&json!({ "Attributes": item }));
    scene.aws.operation("UpdateItem").always(answer);
    document(0).create(&db).await.unwrap();
    document(1).save(&db).returning_old().await.unwrap();
    document(1).update(&db).set(|d| d.text, "x").await.unwrap();
    Document::get(&db, key()).into_sdk().await.unwrap();
    let update = Document::update_by_key(&db, key()).set(|d| d.text, "x");
    update.returning_new().await.unwrap();
    document(1).delete(&db).await.unwrap();
    Document::delete_by_key(&db, key()).await.unwrap();
    Document::get(&db, key()).await.unwrap();
    Document::get(&db, key())
        .consistent()
        .with_capacity()
        .await
        .unwrap();
    let operations: Vec<_> = scene
        .aws
        .dynamodb()
        .requests()
        .iter()
        .map(|request| request.operation())
        .collect();
    assert_eq!(
        operations,
        [
            "PutItem",
            "PutItem",
            "UpdateItem",
            "UpdateItem",
            "DeleteItem",
            "DeleteItem",
            "GetItem",
            "GetItem",
        ]
    );
    assert_eq!(scene.aws.all().count(), operations.len());
    let distinct: BTreeSet<_> = operations.into_iter().collect();
    assert_eq!(distinct.len(), 4);
}

/// How long DynamoDB may be silent for each request of a model.
async fn silent_for(access: Access) -> Duration {
    let scene = crate::paused();
    scene.aws.dynamodb().always(Answer::silence());
    let db = scene.dynamo().await;
    let silent = Document::get(&db, DocumentKey::new("a", 7_u32));
    let silent = silent.with(access.max_retry_attempts(0));
    let answer = tokio::time::timeout(Duration::from_mins(1), silent.into_future()).await;
    let error = answer.expect("a request that ends").unwrap_err();
    assert!(error.is_retryable(), "{error}");
    scene.clock.elapsed()
}

#[tokio::test(start_paused = true)]
async fn m3_a_silent_dynamodb_is_waited_for_as_long_as_the_options_say() {
    let second = Duration::from_secs(1);
    let reading = Access::new().read_timeout(second);
    assert_eq!(silent_for(reading.clone()).await, second);
    let both = reading.connect_timeout(5 * second);
    assert_eq!(silent_for(both).await, second);
}
