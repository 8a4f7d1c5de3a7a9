//! Who waits for STS, and for how long: nobody while credentials are at hand, nobody for ever, and nobody in vain.

use std::{future::pending, sync::Arc, time::Duration};

use aws_credential_types::provider::{ProvideCredentials, future};
use behaviour::{Answer, FakeAws, sts};
use dynamo_model::access::{Access, AccessError, Base};
use tokio::time::timeout;

use crate::{
    events::{Event, Events},
    manual_clock::{ManualClock, runtime},
    scene::{Entry, HOUR, ROLE, Scene, builder, by_hand, get, minutes, seconds},
};
use dynamo_model::DynamoModel;

const HALF_A_SECOND: Duration = Duration::from_millis(500);

fn slow() -> Answer {
    Answer::from(sts::session()).after(HALF_A_SECOND)
}

/// What the library costs: 100 concurrent callers send request after request across a refresh that takes STS 500 ms,
/// and none of them waits.
#[tokio::test(start_paused = true)]
async fn r1_of_100_concurrent_callers_that_cross_a_refresh_none_waits() {
    let scene = Arc::new(Scene::new().await);
    scene.assume_role().always(slow());
    let first = scene.request().await.unwrap();
    assert_eq!(
        first.waited, HALF_A_SECOND,
        "there was nothing to serve yet"
    );

    let client = Entry::client(&scene.db).await.unwrap();
    scene
        .until(scene.clock.elapsed() + scene.next_try() - seconds(1))
        .await;
    let callers: Vec<_> = (0..100)
        .map(|_| {
            let (scene, client) = (Arc::clone(&scene), client.clone());
            tokio::spawn(async move {
                let mut waited = Duration::ZERO;
                for _ in 0..15 {
                    let sent = scene.clock.elapsed();
                    get(&client, "account").await.unwrap();
                    waited = waited.max(scene.clock.elapsed() - sent);
                    tokio::time::sleep(Duration::from_millis(150)).await;
                }
                waited
            })
        })
        .collect();
    for caller in callers {
        assert_eq!(caller.await.unwrap(), Duration::ZERO);
    }

    assert_eq!(scene.asked(), 2);
    let keys = scene.fake.operation("GetItem").key_ids();
    let old = keys.iter().filter(|key| **key == first.key_id).count();
    let before_the_answer = 1 + 100 * 10;
    assert!(old >= before_the_answer, "{old}");
    assert_eq!(keys[keys.len() - 100..], vec![sts::session_key_id(2); 100]);
}

/// The same for a burst that is the first to see that it is time.
#[tokio::test(start_paused = true)]
async fn r1_a_burst_in_the_window_starts_one_refresh_and_waits_for_none() {
    let scene = Arc::new(Scene::new().await);
    let old = scene.at_once().await;
    scene.assume_role().always(slow());
    scene.clock.jump(50 * 60);
    let burst: Vec<_> = (0..100)
        .map(|_| {
            let scene = Arc::clone(&scene);
            tokio::spawn(async move { scene.at_once().await })
        })
        .collect();
    for request in burst {
        assert_eq!(request.await.unwrap(), old);
    }
    scene.events.when_ended(2).await;
    assert_ne!(scene.at_once().await, old);
    assert_eq!(scene.asked(), 2);
}

/// A program that starts a runtime for each request may end every one of them before STS has answered. Nobody waits
/// there either, and STS is not asked by each.
#[test]
fn r1_runtimes_too_short_for_a_refresh_cause_no_storm() {
    let (clock, fake, builder) = by_hand();
    let db = runtime().block_on(builder.build()).unwrap();
    let request = async || {
        let client = Entry::client(&db).await.unwrap();
        get(&client, "account").await.unwrap();
        // What was started behind the request gets as far as STS.
        tokio::task::yield_now().await;
    };
    runtime().block_on(request());

    clock.advance(minutes(50));
    let _unanswered = fake.assume_role().hold();
    for half_second in 0..60 {
        runtime().block_on(request());
        let asked = fake.assume_role().count() - 1;
        let once_in_five_seconds = 1 + half_second / 10;
        assert_eq!(asked, once_in_five_seconds, "after {half_second}/2 s");
        clock.advance(HALF_A_SECOND);
    }
}

#[tokio::test(start_paused = true)]
async fn r2_a_caller_that_gives_up_early_has_still_filled_the_cache() {
    let scene = Scene::new().await;
    scene.assume_role().always(slow());
    let impatient = timeout(Duration::from_millis(100), scene.request()).await;
    assert!(impatient.is_err(), "{impatient:?}");
    scene.events.when_ended(1).await;
    assert_eq!(scene.clock.elapsed(), HALF_A_SECOND);
    scene.at_once().await;
    assert_eq!(scene.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn r2_an_aborted_caller_takes_nothing_from_those_who_wait_with_it() {
    let scene = Arc::new(Scene::new().await);
    scene.assume_role().always(slow());
    let [first, second] = [(); 2].map(|()| {
        let scene = Arc::clone(&scene);
        tokio::spawn(async move { scene.request().await })
    });
    scene.assume_role().arrived(1).await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    assert_eq!(second.await.unwrap().unwrap().waited, HALF_A_SECOND);
    assert_eq!(scene.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn r13_an_sts_that_stays_silent_is_given_up_before_the_deadline() {
    let scene = Scene::new().await;
    scene.assume_role().always(Answer::silence());
    let error = scene.request().await.unwrap_err();
    assert!(matches!(error, AccessError::StsUnavailable(_)), "{error:?}");
    assert!(error.is_retryable());
    let waited = scene.clock.elapsed();
    assert!((seconds(15)..=seconds(20)).contains(&waited), "{waited:?}");
    assert_eq!(scene.asked(), 3, "attempts of 5 s each");

    scene.fake.clear_script();
    tokio::time::sleep(scene.next_try()).await;
    scene.at_once().await;
}

/// A provider that is asked and never answers.
#[derive(Debug)]
struct Silent;

impl ProvideCredentials for Silent {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(pending())
    }
}

#[tokio::test(start_paused = true)]
async fn r13_a_base_that_stays_silent_is_given_up_at_the_deadline() {
    let scene = Scene::provided(Silent).await;
    let error = scene.request().await.unwrap_err();
    assert_eq!(scene.clock.elapsed(), seconds(20));
    let text = error.to_string();
    assert!(text.contains("did not answer within 20 s"), "{text}");
    assert!(
        matches!(error, AccessError::NoBaseCredentials(_)),
        "{error:?}"
    );
    assert_eq!(scene.events.ended(), 1);
}

/// A role over it: it is the base that was silent, and STS was not asked at all.
#[tokio::test(start_paused = true)]
async fn r13_a_silent_base_is_not_mistaken_for_a_silent_sts() {
    let clerk = Access::assume_role(ROLE).over(Base::provider(Silent));
    let scene = Scene::with_role(clerk).await;
    let error = scene.request().await.unwrap_err();
    assert_eq!(scene.clock.elapsed(), seconds(20));
    assert!(
        matches!(error, AccessError::NoBaseCredentials(_)),
        "{error:?}"
    );
    assert_eq!(scene.asked(), 0);
}

/// In the last minute a caller waits for a refresh, but not beyond half of what is left of the credentials at hand.
#[tokio::test(start_paused = true)]
async fn r13_in_the_last_seconds_a_silent_sts_costs_no_request() {
    for left in [1, 10, 30] {
        let scene = Scene::new().await;
        let old = scene.at_once().await;
        scene.clock.jump(3600 - left);
        scene.assume_role().always(Answer::silence());
        let served = scene.request().await.unwrap();
        assert_eq!(served.key_id, old);
        let left = seconds(left.unsigned_abs());
        assert!((left / 2..left).contains(&served.waited), "{served:?}");
    }
}

/// Nor does it wait for a refresh to fail that has failed before.
#[tokio::test(start_paused = true)]
async fn r13_nobody_waits_twice_for_a_silent_sts_while_credentials_are_good() {
    let scene = Scene::new().await;
    let old = scene.at_once().await;
    scene.clock.jump(3600 - 55);
    scene.assume_role().always(Answer::silence());
    let served = scene.request().await.unwrap();
    assert_eq!(served.key_id, old);
    assert!(served.waited <= seconds(20), "{:?}", served.waited);
    assert_eq!(scene.events.ended(), 2, "{:?}", scene.events.all());
    while scene.health().is_usable() {
        assert_eq!(scene.at_once().await, old);
        tokio::time::sleep(seconds(1)).await;
    }
    assert!(scene.events.started() > 2, "STS was given up");
}

/// A flight that nobody drove past its deadline has nothing to say: whoever comes next is not answered with its
/// failure, and waits for another.
#[test]
fn r13_a_flight_on_a_parked_runtime_fails_nobody_after_it() {
    let clock = ManualClock::new();
    let fake = FakeAws::with_clock(clock.time_source());
    let events = Events::of(ROLE);
    let runtime = runtime();
    let first = fake
        .assume_role()
        .matching("the first", |request| request.number() == 1);
    first.next(Answer::silence());
    let clerk = Access::assume_role(ROLE);
    let db = builder(&fake, &events, clerk).clock(clock.clone());
    let db = runtime.block_on(async {
        let db = db.build().await.unwrap();
        let asked = fake.assume_role();
        tokio::select! {
            biased;
            client = Entry::client(&db) => panic!("nobody answers, but {client:?}"),
            () = asked.arrived(1) => {}
        }
        db
    });
    clock.advance(2 * HOUR);
    runtime.block_on(async {
        let client = Entry::client(&db).await.unwrap();
        get(&client, "account").await.unwrap();
    });
    assert_eq!(fake.assume_role().count(), 2);
    let failed = events.count(|event| matches!(event, Event::Failed { .. }));
    assert_eq!(failed, 0, "{:?}", events.all());
    assert!(
        !db.health()[0].valid_until().is_none_or(|end| {
            end < aws_smithy_async::time::TimeSource::now(&clock) + minutes(59)
        })
    );
}
