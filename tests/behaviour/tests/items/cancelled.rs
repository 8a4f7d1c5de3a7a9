//! A caller that goes away, and answers that never come: the item in hand is as it was.

use std::time::Duration;

use behaviour::{Answer, dynamodb};
use serde_json::json;

use dynamo_model::prelude::*;

use crate::document::{NOW, NOW_SECONDS, document, stored};

#[tokio::test(start_paused = true)]
async fn w11_a_cancelled_save_leaves_the_item_in_hand_as_it_was() {
    let scene = crate::paused();
    let puts = scene.aws.operation("PutItem");
    let held = puts.hold();
    let db = scene.dynamo().await;
    let mut item = document(1);
    {
        let save = item.save(&db);
        tokio::select! {
            outcome = save.into_future() => panic!("{outcome:?}"),
            () = puts.arrived(1) => {}
        }
    }
    assert_eq!(item, document(1));
    held.release();
    item.save(&db).await.unwrap();
    assert_eq!(item.rev, 2);
}

#[tokio::test(start_paused = true)]
async fn w11_a_cancelled_update_leaves_the_item_in_hand_as_it_was() {
    let scene = crate::paused();
    let updates = scene.aws.operation("UpdateItem");
    let _held = updates.hold();
    let db = scene.dynamo().await;
    let mut item = document(1);
    {
        let update = item.update(&db).set(|d| d.text, "new");
        tokio::select! {
            outcome = update.into_future() => panic!("{outcome:?}"),
            () = updates.arrived(1) => {}
        }
    }
    assert_eq!(item, document(1));
}

#[tokio::test(start_paused = true)]
async fn w11_whatever_fails_leaves_the_item_in_hand_as_it_was() {
    for answer in [
        dynamodb::internal_server_error(),
        dynamodb::access_denied(),
        dynamodb::throughput_exceeded(),
        Answer::connection_dropped(),
        Answer::json(400, &json!("what is this")),
        Answer::response(200, "application/x-amz-json-1.0", "not JSON"),
        crate::answer::condition_failed(None),
    ] {
        let scene = crate::paused();
        scene.aws.dynamodb().always(answer);
        let db = scene.dynamo().await;
        let mut item = document(1);
        item.create(&db).await.unwrap_err();
        item.save(&db).await.unwrap_err();
        item.update(&db).set(|d| d.text, "new").await.unwrap_err();
        item.delete(&db).await.unwrap_err();
        assert_eq!(item, document(1));
    }
}

/// It was stored; only what the answer says of it is not understood.
#[tokio::test(start_paused = true)]
async fn w11_an_answer_that_does_not_fit_the_model_is_told() {
    let scene = crate::paused();
    let mut unfit = stored("2", NOW, NOW_SECONDS, "new");
    unfit["text"] = json!({ "N": "1" });
    let answer = dynamodb::success(&json!({ "Attributes": unfit }));
    scene.aws.dynamodb().always(answer);
    let db = scene.dynamo().await;
    let mut item = document(1);
    let update = item.update(&db).set(|d| d.text, "new");
    let error = update.await.unwrap_err().to_string();
    let expected = "`Document`: attribute `text`: expected S, found N";
    assert_eq!(error, expected);
    assert_eq!(item, document(1));

    let error = item.save(&db).returning_old().await.unwrap_err();
    assert_eq!(error.to_string(), expected);
    assert_eq!(item.rev, 2, "it was stored");
}

#[tokio::test(start_paused = true)]
async fn w11_an_operation_does_nothing_until_it_is_awaited() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let mut item = document(1);
    drop(item.save(&db).into_future());
    drop(item.delete(&db));
    tokio::time::advance(Duration::from_secs(60)).await;
    assert_eq!(scene.aws.all().count(), 0);
}
