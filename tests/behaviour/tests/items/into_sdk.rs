//! The SDK's own request in the place of an operation: the same request by the same signer.

use behaviour::{ENVIRONMENT_KEY_ID, dynamodb};
use dynamo_model::{access::Access, prelude::*};
use serde_json::json;

use crate::{
    document::{Document, DocumentKey, NOW, NOW_SECONDS, document, stored},
    sent::spelled_out,
};

/// Both are sent, and the two requests are one.
macro_rules! same {
    ($scene:ident, $operation:expr) => {{
        let sent = $scene.aws.dynamodb();
        let before = sent.count();
        $operation.await.map(drop).unwrap();
        let request = $operation.into_sdk().await.unwrap();
        assert_eq!(
            sent.count(),
            before + 1,
            "nothing is sent until it is told to"
        );
        request.send().await.unwrap();
        let [operation, raw] = &sent.requests()[before..] else {
            panic!("{} requests", sent.count() - before);
        };
        assert_eq!(raw.operation(), operation.operation());
        assert_eq!(spelled_out(raw), spelled_out(operation));
        assert_eq!(raw.signer(), operation.signer());
    }};
}

#[tokio::test(start_paused = true)]
async fn m6_each_operation_leaves_for_the_same_request() {
    let scene = crate::paused();
    let item = stored("2", NOW, NOW_SECONDS, "old");
    let answer = dynamodb::success(&json!({ "Attributes": item }));
    scene.aws.operation("UpdateItem").always(answer);
    let db = scene.dynamo().await;
    let key = || DocumentKey::new("a", 7_u32);
    let call = || Access::keys("keys_of_call", "fixture-secret");

    same!(scene, Document::get(&db, key()).consistent().with(call()));
    same!(
        scene,
        Document::get(&db, key()).project(|d| (d.text, d.rev))
    );
    same!(scene, document(0).create(&db).when(|d| d.no.not_exists()));
    same!(scene, document(1).save(&db).with(call()).returning_old());
    same!(scene, document(1).update(&db).set(|d| d.text, "new"));
    same!(
        scene,
        Document::update_by_key(&db, key())
            .set(|d| d.text, "new")
            .if_exists()
            .returning_new()
    );
    same!(scene, document(1).delete(&db).when(|d| d.text.ne("x")));
    same!(scene, Document::delete_by_key(&db, key()).returning_old());

    let keys = scene.aws.dynamodb().key_ids();
    let by_call = keys.iter().filter(|key| *key == "keys_of_call").count();
    let by_handle = keys.iter().filter(|key| *key == ENVIRONMENT_KEY_ID).count();
    assert_eq!((by_call, by_handle), (4, 12));
}

#[tokio::test(start_paused = true)]
async fn w11_who_leaves_for_the_sdk_keeps_the_item_in_hand_as_it_was() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let mut item = document(1);
    let request = item.save(&db).into_sdk().await.unwrap();
    request.send().await.unwrap();
    assert_eq!(item, document(1));
    let request = item.update(&db).set(|d| d.text, "new").into_sdk().await;
    request.unwrap().send().await.unwrap();
    assert_eq!(item, document(1));
}
