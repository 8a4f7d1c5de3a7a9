//! What nobody needs is not done: no renewal for nobody, no timer for keys without an end.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use aws_credential_types::provider::{ProvideCredentials, future};
use behaviour::{Answer, dynamodb, environment_credentials};
use dynamo_model::access::{Access, Base};
use tokio::runtime::Handle;

use crate::{
    manual_clock::{drive, runtime},
    scene::{Entry, HOUR, Scene, by_hand, get, minutes, seconds},
};
use dynamo_model::DynamoModel;

#[tokio::test(start_paused = true)]
async fn r8_what_is_unused_for_a_lifetime_is_not_renewed() {
    let scene = Scene::new().await;
    scene.at_once().await;
    scene.until(10 * HOUR).await;
    // The first renewal came within an hour of the last use, the second did not come.
    assert_eq!(scene.asked(), 2);
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 0);

    scene.at_once().await;
    assert_eq!(scene.asked(), 3);
}

/// The timer of a machine that stood still looks at the very end of the lifetime in which somebody has used it: too late.
#[test]
fn r8_what_was_used_a_whole_lifetime_ago_is_not_renewed() {
    for (later, asked) in [(HOUR - Duration::from_millis(1), 2), (HOUR, 1)] {
        let (clock, fake, builder) = by_hand();
        let runtime = runtime();
        let _db = runtime.block_on(async {
            let db = builder.build().await.unwrap();
            get(&Entry::client(&db).await.unwrap(), "account")
                .await
                .unwrap();
            db
        });
        clock.advance(later);
        drive(&runtime);
        assert_eq!(fake.assume_role().count(), asked, "after {later:?}");
    }
}

/// One request an hour is enough to keep an identity warm, and what it finds is never at its end.
#[tokio::test(start_paused = true)]
async fn r8_what_is_used_once_in_a_lifetime_is_always_warm() {
    let scene = Scene::new().await;
    scene.request().await.unwrap();
    for _ in 0..24 {
        tokio::time::sleep(minutes(59)).await;
        let asked = scene.asked();
        scene.at_once().await;
        assert_eq!(scene.asked(), asked, "renewed on demand");
    }
}

/// Renewal stops with the handle, whatever is in use.
#[tokio::test(start_paused = true)]
async fn r8_a_dropped_handle_leaves_no_timer_behind() {
    let scene = Scene::new().await;
    scene.at_once().await;
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 1, "a timer");
    drop(scene.db);
    tokio::task::yield_now().await;
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 0);
    tokio::time::sleep(HOUR).await;
    assert_eq!(scene.fake.assume_role().count(), 1);
}

/// So does a refresh that is on its way.
#[tokio::test(start_paused = true)]
async fn r8_a_dropped_handle_leaves_no_refresh_behind() {
    let (scene, _) = Scene::before_the_window().await;
    scene.assume_role().always(Answer::silence());
    tokio::time::sleep(scene.next_try() + seconds(1)).await;
    assert_eq!(scene.asked(), 2, "on its way");
    assert_ne!(Handle::current().metrics().num_alive_tasks(), 0);
    drop(scene.db);
    tokio::task::yield_now().await;
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 0);
}

#[tokio::test(start_paused = true)]
async fn r10_static_keys_have_no_timer_and_no_refresh() {
    let keys = Access::base(Base::keys("my_access_key_id", "fixture-secret"));
    let scene = Scene::with_keys(keys).await;
    for _ in 0..25 {
        assert_eq!(scene.at_once().await, "my_access_key_id");
        assert_eq!(Handle::current().metrics().num_alive_tasks(), 0);
        tokio::time::sleep(HOUR).await;
    }
    assert_eq!(scene.events.all(), []);
    assert_eq!(scene.health().next_refresh_in(), None);
    assert_eq!(scene.fake.sts().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn r10_static_keys_that_are_rejected_are_sent_once() {
    let keys = Access::base(Base::keys("my_access_key_id", "fixture-secret"));
    let scene = Scene::with_keys(keys).await;
    scene
        .fake
        .dynamodb()
        .always(dynamodb::unrecognized_client());
    let client = Entry::client(&scene.db).await.unwrap();
    for sent in 1..=3 {
        let error = client.get_item().table_name("ledger").send().await;
        assert!(error.is_err());
        assert_eq!(scene.fake.dynamodb().count(), sent);
    }
    assert_eq!(scene.events.all(), []);
    assert_eq!(scene.fake.sts().count(), 0);

    scene.fake.clear_script();
    get(&client, "account").await.unwrap();
}

/// Keys without an end from a provider: a credentials file, say, which somebody may edit.
#[derive(Debug, Clone, Default)]
struct File(Arc<AtomicUsize>);

impl ProvideCredentials for File {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.0.fetch_add(1, Ordering::Relaxed);
        future::ProvideCredentials::ready(Ok(environment_credentials()))
    }
}

#[tokio::test(start_paused = true)]
async fn r10_keys_without_an_end_are_looked_at_again_in_use_only() {
    let file = File::default();
    let scene = Scene::provided(file.clone()).await;
    scene.at_once().await;
    assert_eq!(Handle::current().metrics().num_alive_tasks(), 0);
    scene.until(24 * HOUR).await;
    assert_eq!(file.0.load(Ordering::Relaxed), 1, "asked for nobody");

    for _ in 0..=60 {
        scene.at_once().await;
        tokio::time::sleep(minutes(1)).await;
    }
    assert_eq!(file.0.load(Ordering::Relaxed), 1 + 5, "once in 15 minutes");
    // So does a machine that was frozen since the last look a minute ago.
    scene.clock.jump(16 * 60);
    scene.at_once().await;
    tokio::task::yield_now().await;
    assert_eq!(file.0.load(Ordering::Relaxed), 1 + 5 + 1);
}
