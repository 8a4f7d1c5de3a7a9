//! Credentials that a service rejects ahead of their end; here only what that means for those that came after them.

use std::sync::Arc;

use behaviour::{dynamodb, sts};
use dynamo_model::{DynamoModel, access::AccessError};

use crate::{
    events::Event,
    scene::{Entry, HOUR, Scene, get, seconds},
};

/// Two requests are signed by the same key. The answer to the second comes when the first has already led to new
/// credentials: it repeats with those, and they are left alone.
#[tokio::test(start_paused = true)]
async fn r9_a_rejection_of_a_key_that_was_replaced_changes_nothing() {
    let scene = Arc::new(Scene::new().await);
    let old = scene.at_once().await;
    let client = Entry::client(&scene.db).await.unwrap();
    let by_old = scene.fake.dynamodb().signed_by(&old);
    by_old.always(dynamodb::expired_token());
    let late = scene.fake.dynamodb().matching("the late one", |request| {
        request.json()["Key"]["account"]["S"] == "late"
    });

    let held = late.hold();
    let late_request = tokio::spawn(async move { get(&client, "late").await });
    late.arrived(1).await;
    let new = scene.at_once().await;
    assert_ne!(new, old);
    let good_until = scene.health().valid_until();
    // Past the pause in which a second rejection would not lead to a refresh anyway.
    tokio::time::sleep(seconds(60)).await;
    held.release();
    late_request.await.unwrap().unwrap();

    assert_eq!(late.key_ids(), [old, new.clone()]);
    assert_eq!(scene.at_once().await, new);
    assert_eq!(scene.asked(), 2);
    assert_eq!(scene.health().valid_until(), good_until);
    assert_eq!(scene.events.count(|event| *event == Event::Rejected), 1);
}

/// The same where the key was replaced because it was time: the request that was under way is repeated with what is in
/// use now, and nobody asks for more.
#[tokio::test(start_paused = true)]
async fn r9_a_late_rejection_of_a_key_that_was_renewed_is_repeated_with_the_new_one() {
    let (scene, old) = Scene::before_the_window().await;
    let client = Entry::client(&scene.db).await.unwrap();
    scene
        .fake
        .dynamodb()
        .signed_by(&old)
        .always(dynamodb::expired_token());
    let late = scene.fake.dynamodb().matching("the late one", |request| {
        request.json()["Key"]["account"]["S"] == "late"
    });

    let held = late.hold();
    let late_request = tokio::spawn(async move { get(&client, "late").await });
    late.arrived(1).await;
    scene.until(HOUR).await;
    let new = scene.at_once().await;
    held.release();
    late_request.await.unwrap().unwrap();

    assert_eq!(late.key_ids(), [old, new]);
    assert_eq!(scene.asked(), 2);
    assert_eq!(scene.events.count(|event| *event == Event::Rejected), 0);
}

/// What STS says an hour later has nothing to do with a rejection that is over.
#[tokio::test(start_paused = true)]
async fn r9_a_rejection_that_others_have_made_good_is_not_told_of_any_more() {
    let scene = Scene::new().await;
    let old = scene.at_once().await;
    let by_old = scene.fake.dynamodb().signed_by(&old);
    by_old.always(dynamodb::expired_token());
    scene.at_once().await;
    scene.assume_role().always(sts::unavailable());
    scene.until(2 * HOUR).await;
    let error = scene.request().await.unwrap_err();
    assert!(matches!(error, AccessError::StsUnavailable(_)), "{error:?}");
    assert!(!error.to_string().contains("ExpiredToken"), "{error}");
}
