//! Sources that hand out what they handed out before, and answers that come too late.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, SystemTime},
};

use aws_credential_types::{
    Credentials,
    provider::{ProvideCredentials, future},
};
use aws_smithy_async::time::TimeSource;
use behaviour::{TestClock, sts};
use dynamo_model::DynamoModel;

use crate::{
    events::Event,
    manual_clock::runtime,
    scene::{Entry, HOUR, ROLE, Scene, by_hand, get, minutes, seconds},
};

/// Like instance metadata: hands out one set of credentials until another is put in its place.
#[derive(Debug, Clone)]
struct Metadata {
    current: Arc<Mutex<Credentials>>,
    asked: Arc<AtomicUsize>,
}

impl Metadata {
    fn new(key_id: &str, end: Duration) -> Self {
        Self {
            current: Arc::new(Mutex::new(session(key_id, "fixture-token", end))),
            asked: Arc::default(),
        }
    }

    fn rotate(&self, key_id: &str, token: &str, end: Duration) {
        *self.current.lock().unwrap() = session(key_id, token, end);
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

fn session(key_id: &str, token: &str, end: Duration) -> Credentials {
    let (token, end) = (token.to_owned(), after_start(end));
    Credentials::new(key_id, "fixture-secret", Some(token), Some(end), "fixture")
}

fn after_start(after: Duration) -> SystemTime {
    SystemTime::UNIX_EPOCH + seconds(TestClock::START) + after
}

impl ProvideCredentials for Metadata {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        self.asked.fetch_add(1, Ordering::Relaxed);
        future::ProvideCredentials::ready(Ok(self.current.lock().unwrap().clone()))
    }
}

#[tokio::test(start_paused = true)]
async fn r11_a_source_that_repeats_itself_is_asked_calmly_and_quietly() {
    let metadata = Metadata::new("first", 6 * HOUR);
    let scene = Scene::provided(metadata.clone()).await;
    let rotation = 6 * HOUR - minutes(5);
    while scene.clock.elapsed() < rotation {
        assert_eq!(scene.at_once().await, "first");
        tokio::time::sleep(seconds(30)).await;
    }
    // An hour's window: 5 s, 10 s, 20 s ... and then every five minutes at the most.
    let asked = metadata.asked();
    assert!((10..=25).contains(&asked), "asked {asked} times");
    let failed = scene
        .events
        .count(|event| matches!(event, Event::Failed { .. }));
    assert_eq!(failed, 0);
    assert!(scene.health().last_error().is_none());

    metadata.rotate("second", "another-token", 12 * HOUR);
    while scene.clock.elapsed() < 6 * HOUR {
        scene.at_once().await;
        tokio::time::sleep(seconds(30)).await;
    }
    assert_eq!(scene.at_once().await, "second");
}

/// To the end and beyond: then there is an error to tell, and still no loop.
#[tokio::test(start_paused = true)]
async fn r11_a_source_that_repeats_itself_past_the_end_is_an_error_and_no_loop() {
    let metadata = Metadata::new("first", HOUR);
    let scene = Scene::provided(metadata.clone()).await;
    while scene.clock.elapsed() < HOUR {
        assert_eq!(scene.at_once().await, "first");
        tokio::time::sleep(seconds(5)).await;
    }
    let before = metadata.asked();
    assert!(before <= 40, "asked {before} times");
    while scene.clock.elapsed() < HOUR + minutes(5) {
        let error = scene.request().await.unwrap_err();
        let text = error.to_string();
        assert!(text.contains("have expired already"), "{text}");
        tokio::time::sleep(seconds(1)).await;
    }
    let after = metadata.asked() - before;
    assert!(after <= 120, "asked {after} times in five minutes");

    metadata.rotate("second", "another-token", 2 * HOUR);
    tokio::time::sleep(scene.next_try()).await;
    assert_eq!(scene.at_once().await, "second");
}

/// STS behind a cache does the same.
#[tokio::test(start_paused = true)]
async fn r11_an_sts_that_repeats_itself_is_no_loop() {
    let scene = Scene::new().await;
    let same = sts::session().keys("repeated_key_id", "repeated-token");
    scene.assume_role().always(same.until(after_start(HOUR)));
    while scene.clock.elapsed() < HOUR - seconds(1) {
        assert_eq!(scene.at_once().await, "repeated_key_id");
        tokio::time::sleep(seconds(5)).await;
    }
    let asked = scene.asked();
    assert!((5..=25).contains(&asked), "asked {asked} times");
}

/// A source that counts down may say of what it repeats that it ends half a second later, and that is no news. Of any
/// other credentials it is: be it another key, or another token under the same key.
#[tokio::test(start_paused = true)]
async fn r11_only_the_same_key_with_the_same_token_is_a_repetition() {
    let end = HOUR + Duration::from_millis(500);
    for (key_id, token, is_taken) in [
        ("first", "fixture-token", false),
        ("first", "another-token", true),
        ("second", "fixture-token", true),
        ("second", "another-token", true),
    ] {
        let metadata = Metadata::new("first", HOUR);
        let scene = Scene::provided(metadata.clone()).await;
        scene.at_once().await;
        metadata.rotate(key_id, token, end);
        scene.until(minutes(50)).await;
        scene.at_once().await;
        let expected = after_start(if is_taken { end } else { HOUR });
        let held_until = scene.health().valid_until();
        assert_eq!(held_until, Some(expected), "`{key_id}` with `{token}`");
    }
}

/// Two runtimes ask at the same time. The first to ask hears last, of a session that ends earlier.
#[test]
fn r14_a_late_answer_does_not_replace_credentials_that_live_longer() {
    late_answer(minutes(30), false);
}

/// Were it one that ends later, it would.
#[test]
fn r14_a_late_answer_that_lives_longer_is_taken() {
    late_answer(minutes(90), true);
}

/// The late session lasts `lifetime`, the other an hour; afterwards one of them is in use everywhere.
fn late_answer(lifetime: Duration, late_is_taken: bool) {
    let (clock, fake, builder) = by_hand();
    let [one, other] = [(); 2].map(|()| runtime());
    let first = fake
        .assume_role()
        .matching("the first", |request| request.number() == 1);
    first.next(
        sts::session()
            .keys("late_key_id", "late-token")
            .lasting(lifetime),
    );
    let held = first.hold();

    let db = one.block_on(builder.build()).unwrap();
    let handle = db.clone();
    let late = one.spawn(async move { get(&Entry::client(&handle).await.unwrap(), "late").await });
    one.block_on(first.arrived(1));

    let request = |account: &'static str| {
        let db = db.clone();
        async move {
            get(&Entry::client(&db).await.unwrap(), account)
                .await
                .unwrap();
        }
    };
    other.block_on(request("other"));
    held.release();
    one.block_on(late).unwrap().unwrap();
    other.block_on(request("after"));

    let other_key_id = sts::session_key_id(1);
    let (kept, end) = if late_is_taken {
        ("late_key_id", lifetime)
    } else {
        (&*other_key_id, HOUR)
    };
    assert_eq!(fake.dynamodb().key_ids(), [&*other_key_id, kept, kept]);
    assert_eq!(fake.assume_role().count(), 2);
    let role = db
        .health()
        .into_iter()
        .find(|h| h.identity().contains(ROLE))
        .unwrap();
    assert_eq!(role.valid_until(), Some(clock.now() + end));
    // Nothing failed: those are good until their window, and nobody is asked before.
    let next = role.next_refresh_in().unwrap();
    assert!(next >= end * 2 / 3, "asked again in {next:?}");
}
