//! STS goes down, in every way it can, and comes back.

use std::time::Duration;

use behaviour::{Answer, sts};
use dynamo_model::access::AccessError;

use crate::scene::{Entry, Scene, minutes, seconds};
use dynamo_model::DynamoModel;

/// The ways in which STS is down.
fn outages() -> [(&'static str, Answer); 4] {
    [
        ("unavailable", sts::unavailable()),
        ("throttling", sts::throttling()),
        ("unreachable", Answer::connection_dropped()),
        ("silent", Answer::silence()),
    ]
}

/// Requests, of which none fails and none waits, until `end` after the beginning: one every 15 seconds, and one every
/// second where the first credentials end.
async fn all_is_well(scene: &Scene, outage: &str, end: Duration) {
    while scene.clock.elapsed() < end {
        let at = scene.clock.elapsed();
        match scene.request().await {
            Ok(served) => assert_eq!(served.waited, Duration::ZERO, "{outage}, {at:?}"),
            Err(error) => panic!("{outage}, {at:?}: {error}"),
        }
        let step = if at < minutes(59) { 15 } else { 1 };
        tokio::time::sleep(seconds(step)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn r3_ten_minutes_without_sts_inside_the_window_fail_no_request() {
    for (outage, answer) in outages() {
        let (scene, old) = Scene::before_the_window().await;
        scene.assume_role().always(answer);
        all_is_well(&scene, outage, minutes(54)).await;
        let tried = scene.events.started() - 1;
        assert!((4..=12).contains(&tried), "{outage}: {tried} tries");
        assert!(scene.health().last_error().is_some(), "{outage}");

        scene.fake.clear_script();
        all_is_well(&scene, outage, minutes(60) - seconds(1)).await;
        assert_ne!(scene.at_once().await, old, "{outage}: not renewed in time");
        assert!(scene.health().last_error().is_none(), "{outage}");
    }
}

/// However late in their life it comes back, the credentials at hand are used to their end, and nobody waits to hear
/// once more that STS is down.
#[tokio::test(start_paused = true)]
async fn r3_an_outage_to_the_last_seconds_fails_no_request() {
    for (outage, answer) in outages() {
        let (scene, _) = Scene::before_the_window().await;
        scene.assume_role().always(answer);
        all_is_well(&scene, outage, minutes(60) - seconds(25)).await;
        scene.fake.clear_script();
        all_is_well(&scene, outage, minutes(60) + seconds(20)).await;
    }
}

/// With one request a second, how long after STS is back it takes for one to succeed.
async fn recovery(scene: &Scene) -> Duration {
    scene.fake.clear_script();
    let back = scene.clock.elapsed();
    while scene.request().await.is_err() {
        tokio::time::sleep(seconds(1)).await;
        let gone_by = scene.clock.elapsed() - back;
        assert!(gone_by < minutes(10), "never recovers");
    }
    scene.clock.elapsed() - back
}

#[tokio::test(start_paused = true)]
async fn r4_recovers_within_30_seconds_whenever_sts_is_back_after_hard_expiry() {
    for (outage, answer) in outages() {
        // Back at any moment of a try and of the pause after it.
        for moment in [0, 7, 16, 26] {
            let (scene, _) = Scene::before_the_window().await;
            scene.assume_role().always(answer.clone());
            scene.until(minutes(60) + seconds(1)).await;
            let error = scene.request().await.unwrap_err();
            assert!(matches!(error, AccessError::StsUnavailable(_)), "{error:?}");
            scene.until(minutes(65) + seconds(moment)).await;
            let took = recovery(&scene).await;
            assert!(took <= seconds(30), "{outage}, {moment}: {took:?}");
        }
    }
}

/// Back at the worst moment: when the last attempt of a try has just been sent, and will hear nothing.
#[tokio::test(start_paused = true)]
async fn r4_recovers_within_30_seconds_from_silence_whatever_is_on_its_way() {
    for tries_before in 0..4 {
        let (scene, _) = Scene::before_the_window().await;
        scene.at_once().await;
        scene.assume_role().always(Answer::silence());
        scene.until(minutes(70)).await;
        let coming = scene.events.started() + 1 + tries_before;
        let patience = scene.clock.elapsed() + minutes(10);
        let moment = async || {
            tokio::time::sleep(Duration::from_millis(50)).await;
            assert!(scene.clock.elapsed() < patience, "STS is not asked");
        };
        while scene.events.started() < coming {
            moment().await;
        }
        let last_attempt = scene.asked() + 2;
        while scene.asked() < last_attempt {
            moment().await;
        }
        assert_eq!(scene.events.started(), coming);
        let took = recovery(&scene).await;
        assert!(took <= seconds(30), "{took:?}");
    }
}

/// A role that was refused and is allowed again, with nothing at hand: as long as a refusal is remembered.
#[tokio::test(start_paused = true)]
async fn r4_recovers_within_5_seconds_from_a_refusal() {
    let (scene, _) = Scene::before_the_window().await;
    scene.assume_role().always(sts::access_denied());
    scene.until(minutes(65)).await;
    while scene.clock.elapsed() < minutes(66) {
        let _ = scene.request().await;
        tokio::time::sleep(seconds(1)).await;
    }
    let took = recovery(&scene).await;
    assert!(took <= seconds(5), "{took:?}");
}

/// A caller is told a refusal for five seconds at the most, and then it is asked again. For nobody it is not: whoever
/// uses a session once in its life would have cost hundreds of calls an hour.
#[tokio::test(start_paused = true)]
async fn r4_a_refusal_is_not_asked_about_every_few_seconds_for_nobody() {
    let (scene, _) = Scene::before_the_window().await;
    scene.at_once().await;
    scene.assume_role().always(sts::access_denied());
    scene.until(minutes(62)).await;
    let before = scene.asked();
    scene.until(minutes(82)).await;
    let asked = scene.asked() - before;
    // Every 30 seconds, less the jitter.
    assert!((40..=54).contains(&asked), "{asked}");
}

/// The pauses between tries: 5 s to 5 min while there is something to serve, brisker towards its end; then 1 s to
/// 30 s. Each less the jitter.
#[tokio::test(start_paused = true)]
async fn r4_pauses_grow_while_credentials_are_good_and_start_again_when_they_are_not() {
    let (scene, _) = Scene::before_the_window().await;
    scene.assume_role().always(sts::error(501, "NotNow", "no"));
    let pauses_until = async |end: Duration| {
        let before = scene.events.pauses().len();
        while scene.clock.elapsed() < end {
            let _ = Entry::client(&scene.db).await;
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        scene.events.pauses().split_off(before)
    };
    let good = pauses_until(minutes(60)).await;
    assert!(begins(&good, &[5, 10, 20, 40, 80]), "{good:?}");
    assert!(good.iter().all(|pause| *pause <= minutes(5)), "{good:?}");
    assert!(begins(&good[good.len() - 1..], &[1]), "{good:?}");

    let none = pauses_until(minutes(63)).await;
    assert!(begins(&none, &[1, 2, 4, 8, 16, 30]), "{none:?}");
    assert!(none.iter().all(|pause| *pause <= seconds(30)), "{none:?}");
}

/// Whether the first pauses are of so many seconds, less the jitter.
fn begins(pauses: &[Duration], expected: &[u64]) -> bool {
    pauses.len() >= expected.len()
        && expected.iter().zip(pauses).all(|(most, pause)| {
            let most = seconds(*most);
            (most.mul_f64(0.75)..=most).contains(pause)
        })
}

/// An outage uses up the quota of retries at STS. It comes back with time, so that later a single hiccup is again
/// made up for within one call.
#[tokio::test(start_paused = true)]
async fn r4_a_long_outage_does_not_end_retries_for_good() {
    let scene = Scene::new().await;
    scene.assume_role().always(sts::unavailable());
    for _ in 0..120 {
        assert!(scene.request().await.is_err());
        tokio::time::sleep(scene.next_try()).await;
    }
    recovery(&scene).await;
    scene.until(scene.clock.elapsed() + minutes(70)).await;
    scene.clock.jump(3600);
    scene.assume_role().next(sts::unavailable());
    scene.request().await.unwrap();
}
