//! The question whose an account is, put to an STS that is silent, refuses, or is slow: one flight for all who wait,
//! like that of a refresh.

use std::{sync::Arc, time::Duration};

use behaviour::{Answer, ENVIRONMENT_KEY_ID, FakeAws, dynamodb, sts};
use dynamo_model::{
    Dynamo,
    access::{Access, AccessError, Base, IdentityHealth},
    prelude::*,
};
use tokio::runtime::{Builder, Runtime};

use super::{OTHER, Own, assert_wrong_account};
use crate::{
    rotating::Rotating,
    scene::{Paused, read, refusal},
};

/// What is known of the environment's keys in the account that [`Own`] expects.
fn health(db: &Dynamo) -> IdentityHealth {
    let mut identities = db.health().into_iter();
    let own = identities.find(|health| health.identity().contains("account `123456789012`"));
    own.unwrap()
}

#[tokio::test(start_paused = true)]
async fn a28_a_silent_sts_is_asked_once_for_all_and_given_up_before_the_deadline() {
    for callers in [16, 64] {
        let scene = Arc::new(Paused::new());
        scene.aws.get_caller_identity().always(Answer::silence());
        let db = scene.dynamo().await;
        let asking: Vec<_> = (0..callers)
            .map(|_| {
                let (scene, db) = (Arc::clone(&scene), db.clone());
                tokio::spawn(async move {
                    let error = refusal::<Own>(&db).await;
                    (error, scene.clock.elapsed())
                })
            })
            .collect();
        for caller in asking {
            let (error, waited) = caller.await.unwrap();
            assert!(matches!(error, AccessError::StsUnavailable(_)), "{error:?}");
            assert!(error.is_retryable());
            assert_eq!(error.models(), ["Own"]);
            assert!(waited <= Duration::from_secs(20), "{waited:?}");
        }
        assert_eq!(scene.aws.sts().count(), 3, "attempts of 5 s each");
        assert_eq!(scene.aws.dynamodb().count(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a28_an_sts_that_refuses_to_tell_is_asked_once_per_period() {
    let scene = Paused::new();
    let asked = scene.aws.get_caller_identity();
    asked.always(sts::invalid_client_token_id());
    let db = scene.dynamo().await;
    for period in 1..=5 {
        let error = refusal::<Own>(&db).await;
        assert!(matches!(error, AccessError::BaseRefused(_)), "{error:?}");
        let remembered = health(&db).next_refresh_in().unwrap();
        assert!(remembered > Duration::from_millis(700), "{remembered:?}");
        assert!(remembered <= Duration::from_secs(5), "{remembered:?}");
        for _ in 0..16 {
            let again = refusal::<Own>(&db).await;
            assert_eq!(again.to_string(), error.to_string());
            tokio::time::sleep(remembered / 20).await;
        }
        assert_eq!(asked.count(), period);
        tokio::time::sleep(health(&db).next_refresh_in().unwrap()).await;
    }
    scene.aws.clear_script();
    Own::client(&db).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a28_a_first_caller_who_gives_up_loses_nobody_the_answer() {
    let scene = Paused::new();
    let asked = scene.aws.get_caller_identity();
    let hold = asked.hold();
    let db = scene.dynamo().await;
    let [first, second] = [(); 2].map(|()| {
        let db = db.clone();
        tokio::spawn(async move { Own::client(&db).await })
    });
    asked.arrived(1).await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    hold.release();
    second.await.unwrap().unwrap();
    assert_eq!(asked.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a28_an_answer_that_nobody_waits_for_any_more_is_kept() {
    let scene = Paused::new();
    let asked = scene.aws.get_caller_identity();
    let hold = asked.hold();
    let db = scene.dynamo().await;
    let only = tokio::spawn({
        let db = db.clone();
        async move { Own::client(&db).await }
    });
    asked.arrived(1).await;
    only.abort();
    assert!(only.await.unwrap_err().is_cancelled());
    hold.release();
    while !health(&db).is_usable() {
        tokio::task::yield_now().await;
    }
    Own::client(&db).await.unwrap();
    assert_eq!(asked.count(), 1);
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn a28_a_question_of_a_parked_runtime_holds_up_nobody() {
    let aws = FakeAws::new();
    let db = Dynamo::from_sdk_config(&aws.sdk_config().build());
    let asked = aws.get_caller_identity();
    let hold = asked.hold();
    let parked = runtime();
    let left = parked.spawn({
        let db = db.clone();
        async move { Own::client(&db).await }
    });
    parked.block_on(asked.arrived(1));
    hold.release();

    // It could go on, but nobody drives it.
    runtime().block_on(async {
        let asking = tokio::time::timeout(Duration::from_secs(30), Own::client(&db));
        let client = asking.await.expect("waits for a parked runtime").unwrap();
        read(&client, "other").await.unwrap();
    });
    assert_eq!(asked.count(), 2, "a question of its own");
    assert!(!left.is_finished());
    parked.block_on(left).unwrap().unwrap();
    runtime().block_on(async { Own::client(&db).await.unwrap() });
    assert_eq!(asked.count(), 2);
}

/// A handle whose models sign with keys that last an hour each.
async fn rotating(scene: &Paused) -> Dynamo {
    let keys = Rotating::new(scene, Some(Duration::from_hours(1)));
    let access = Access::sign_with(Base::provider(keys)).expected_account("123456789012");
    let db = scene.builder().override_access(access).build().await;
    db.unwrap()
}

#[tokio::test(start_paused = true)]
async fn a28_requests_sign_with_the_old_keys_while_sts_is_asked_about_new_ones() {
    let scene = Paused::new();
    let db = rotating(&scene).await;
    let client = Own::client(&db).await.unwrap();
    let asked = scene.aws.get_caller_identity();
    let reads = scene.aws.operation("GetItem");
    let hold = asked.signed_by("base-key-2").hold();

    // Within the window of renewal, whatever the jitter.
    scene.clock.jump(50 * 60);
    read(&client, "a").await.unwrap();
    asked.arrived(2).await;
    let sent = scene.clock.elapsed();
    for _ in 0..16 {
        read(&client, "a").await.unwrap();
    }
    assert_eq!(scene.clock.elapsed(), sent, "waited");
    assert_eq!(reads.key_ids(), vec!["base-key-1"; 17]);

    hold.release();
    while reads.last().key_id().as_deref() == Some("base-key-1") {
        tokio::time::sleep(Duration::from_millis(1)).await;
        read(&client, "a").await.unwrap();
    }
    assert_eq!(asked.key_ids(), ["base-key-1", "base-key-2"]);
    assert_eq!(reads.last().key_id().as_deref(), Some("base-key-2"));
}

#[tokio::test(start_paused = true)]
async fn a28_new_keys_of_another_account_never_sign() {
    let scene = Paused::new();
    let db = rotating(&scene).await;
    let client = Own::client(&db).await.unwrap();
    scene.aws.set_account(OTHER);
    for _ in 0..59 {
        read(&client, "a").await.unwrap();
        tokio::time::sleep(Duration::from_mins(1)).await;
    }
    tokio::time::sleep(Duration::from_mins(1)).await;
    let error = read(&client, "a").await.unwrap_err();
    let told = AccessError::find_in(&error).unwrap();
    assert_wrong_account(told, "Own", "123456789012", OTHER);
    let keys = scene.aws.operation("GetItem").key_ids();
    assert_eq!(keys, vec!["base-key-1"; 59]);
    let asked = scene.aws.get_caller_identity().key_ids();
    assert_eq!(asked, ["base-key-1", "base-key-2"], "once per key");
}

#[tokio::test(start_paused = true)]
async fn a28_keys_that_dynamodb_rejects_are_replaced_and_asked_about() {
    let scene = Paused::new();
    let db = rotating(&scene).await;
    let client = Own::client(&db).await.unwrap();
    let reads = scene.aws.operation("GetItem");
    reads.next(dynamodb::expired_token());
    read(&client, "a").await.unwrap();
    read(&client, "a").await.unwrap();
    let keys = ["base-key-1", "base-key-2", "base-key-2"];
    assert_eq!(reads.key_ids(), keys);
    assert_eq!(scene.aws.get_caller_identity().key_ids(), keys[..2]);
    assert_eq!(scene.clock.elapsed(), Duration::ZERO, "nobody backed off");
}

#[tokio::test(start_paused = true)]
async fn a28_keys_that_dynamodb_rejects_for_ever_are_replaced_once() {
    let scene = Paused::new();
    let db = rotating(&scene).await;
    let client = Own::client(&db).await.unwrap();
    let reads = scene.aws.operation("GetItem");
    reads.always(dynamodb::expired_token());
    for _ in 0..16 {
        read(&client, "a").await.unwrap_err();
    }
    let asked = scene.aws.get_caller_identity().key_ids();
    assert_eq!(asked, ["base-key-1", "base-key-2"]);
    assert_eq!(reads.count(), 17, "one retry, and then a pause");
}

#[tokio::test(start_paused = true)]
async fn a28_static_keys_that_dynamodb_rejects_are_not_tried_again() {
    let scene = Paused::new();
    let client = Own::client(&scene.dynamo().await).await.unwrap();
    let reads = scene.aws.operation("GetItem");
    reads.always(dynamodb::expired_token());
    read(&client, "a").await.unwrap_err();
    assert_eq!(reads.key_ids(), [ENVIRONMENT_KEY_ID]);
    scene.aws.clear_script();
    read(&client, "a").await.unwrap();
    assert_eq!(scene.aws.get_caller_identity().count(), 1);
}
