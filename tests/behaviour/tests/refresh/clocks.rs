//! Clocks that are wrong: set forwards or back, standing still in a frozen machine, hours from STS's.

use std::time::{Duration, Instant};

use aws_credential_types::provider::ProvideCredentials;
use aws_smithy_async::time::{StaticTimeSource, TimeSource};
use aws_smithy_types::date_time::{DateTime, Format};
use behaviour::{Answer, FakeAws, TestClock, sts};
use dynamo_model::{Dynamo, DynamoModel, access::Access};

use crate::scene::{Entry, HOUR, ROLE, Scene, minutes, seconds};

/// A request every half a minute until `end` after the beginning: none fails, none waits, and by AWS's clock every
/// session that signs is good.
async fn nothing_stale_signs(scene: &Scene, case: &str, end: Duration) {
    while scene.clock.elapsed() < end {
        let at = scene.clock.elapsed();
        let served = scene.request().await;
        let served = served.unwrap_or_else(|error| panic!("{case}, {at:?}: {error}"));
        let session = scene.session(&served.key_id);
        assert!(
            session.expires_at > scene.fake.now(),
            "{case}, {at:?}: stale"
        );
        tokio::time::sleep(seconds(30)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn r5_a_local_clock_two_hours_off_changes_nothing() {
    for ahead in [-7200, 7200] {
        let scene = Scene::new().await;
        scene.fake.set_skew(ahead);
        nothing_stale_signs(&scene, &ahead.to_string(), 3 * HOUR).await;
        // One to begin with, and one every 45 minutes or a little later.
        let asked = scene.asked();
        assert!((4..=5).contains(&asked), "{ahead}: asked {asked} times");
    }
}

/// The local clock is set while credentials are in use; AWS's goes on as before.
#[tokio::test(start_paused = true)]
async fn r5_a_local_clock_that_is_set_causes_no_storm_and_no_stale_use() {
    for jumps in [[7200, -7200], [-7200, 7200], [7200, 7200], [-7200, -7200]] {
        let case = format!("{jumps:?}");
        let scene = Scene::new().await;
        let mut ahead = 0;
        for (n, jump) in jumps.into_iter().enumerate() {
            let n = u32::try_from(n).unwrap();
            nothing_stale_signs(&scene, &case, minutes(70) * n + minutes(10)).await;
            ahead += jump;
            scene.clock.jump(jump);
            scene.fake.set_skew(-ahead);
        }
        nothing_stale_signs(&scene, &case, 3 * HOUR).await;
        // Each jump forwards looks like the end of the credentials at hand, and costs one refresh.
        let asked = scene.asked();
        assert!((4..=6).contains(&asked), "{case}: asked {asked} times");
    }
}

/// Were a `Date` missing, the local clock would have to do; a right one does.
#[tokio::test(start_paused = true)]
async fn r5_an_answer_without_a_date_is_taken_by_the_local_clock() {
    let scene = Scene::new().await;
    let undated = Answer::from(sts::session()).without_header("date");
    scene.assume_role().always(undated);
    nothing_stale_signs(&scene, "undated", HOUR).await;
    assert_eq!(scene.asked(), 2);
}

/// A frozen machine: hours pass, its own monotonic clock stands still.
#[tokio::test(start_paused = true)]
async fn r5_a_machine_that_was_frozen_for_hours_wakes_to_one_refresh() {
    let scene = Scene::new().await;
    let old = scene.at_once().await;
    scene.until(minutes(10)).await;
    scene.clock.jump(5 * 3600);
    let fresh = scene.at_once().await;
    assert_ne!(fresh, old);
    nothing_stale_signs(&scene, "thawed", minutes(50)).await;
    assert_eq!(scene.asked(), 2);
}

/// It was frozen in the pause after a failure. That pause was over long ago.
#[tokio::test(start_paused = true)]
async fn r5_a_pause_does_not_outlast_a_freeze() {
    let (scene, _) = Scene::before_the_window().await;
    scene.assume_role().always(sts::unavailable());
    while scene.health().last_error().is_none() || scene.next_try() < minutes(2) {
        scene.at_once().await;
        tokio::time::sleep(seconds(1)).await;
    }
    assert!(scene.health().is_usable());
    scene.fake.clear_script();
    scene.clock.jump(5 * 3600);
    scene.at_once().await;
}

/// It was frozen with a refresh on its way, as happens to a Lambda function whose invocation ends just after the
/// window has begun. STS's answer has been lying in a buffer since, and with it the hour that it speaks of.
#[tokio::test(start_paused = true)]
async fn r5_an_answer_from_before_a_freeze_is_not_taken_for_new() {
    let (scene, _) = Scene::before_the_window().await;
    tokio::time::sleep(scene.next_try() - Duration::from_millis(1)).await;
    let now = scene.clock.now();
    let date = DateTime::from(now).fmt(Format::HttpDate).unwrap();
    let written_now = Answer::from(sts::session().until(now + HOUR)).with_header("date", &date);
    scene
        .assume_role()
        .next(written_now.after(Duration::from_millis(200)));
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(scene.asked(), 2, "on its way");
    scene.clock.jump(5 * 3600);
    nothing_stale_signs(&scene, "thawed", minutes(50)).await;
    assert_eq!(scene.asked(), 3);
}

/// It was frozen with a refresh on its way, and the connection is gone. The first to come is not told so.
#[tokio::test(start_paused = true)]
async fn r5_a_refresh_that_was_frozen_is_not_waited_for() {
    let (scene, _) = Scene::before_the_window().await;
    scene.assume_role().next(Answer::silence());
    tokio::time::sleep(scene.next_try() + Duration::from_millis(100)).await;
    assert_eq!(scene.asked(), 2, "on its way");
    scene.clock.jump(5 * 3600);
    scene.at_once().await;
    assert_eq!(scene.asked(), 3);
}

/// Where nobody comes, the appointment is kept nevertheless.
#[tokio::test(start_paused = true)]
async fn r5_a_refresh_that_was_frozen_is_made_up_for() {
    let (scene, old) = Scene::before_the_window().await;
    scene.assume_role().times(3, Answer::silence());
    tokio::time::sleep(scene.next_try() + Duration::from_millis(100)).await;
    assert_eq!(scene.asked(), 2, "on its way");
    scene.clock.jump(60);
    tokio::time::sleep(seconds(20)).await;
    assert_ne!(scene.at_once().await, old);
    let failed = scene.events.pauses();
    assert!(failed.is_empty(), "it was not STS's failure: {failed:?}");
}

/// What an answer takes on its way is no life of what it brings: the hour began when STS wrote it.
#[tokio::test(start_paused = true)]
async fn r5_an_hour_begins_at_sts_and_not_with_its_answer() {
    let scene = Scene::new().await;
    let begins = scene.clock.now();
    let date = DateTime::from(begins).fmt(Format::HttpDate).unwrap();
    let written_now = Answer::from(sts::session().until(begins + HOUR)).with_header("date", &date);
    scene.assume_role().next(written_now.after(seconds(4)));
    assert_eq!(scene.request().await.unwrap().waited, seconds(4));
    assert_eq!(scene.health().valid_until(), Some(begins + HOUR));
}

/// Whoever else uses a model's credentials looks at the local clock.
#[tokio::test(start_paused = true)]
async fn r5_the_end_of_credentials_is_told_by_the_local_clock() {
    for ahead in [-7200, 0, 7200] {
        let scene = Scene::new().await;
        scene.fake.set_skew(ahead);
        let provider = scene.db.credentials_for::<Entry>().unwrap();
        let credentials = provider.provide_credentials().await.unwrap();
        let end = Some(scene.clock.now() + HOUR);
        assert_eq!(credentials.expiry(), end, "{ahead}");
        assert_eq!(scene.health().valid_until(), end, "{ahead}");
    }
}

/// The AWS configuration can bring a wall clock, but no other; the machine's own goes on beside it.
#[tokio::test]
async fn r5_credentials_grow_old_while_the_wall_clock_stands_still() {
    let fake = FakeAws::new();
    let standing = StaticTimeSource::from_secs(TestClock::START);
    let config = fake.sdk_config().time_source(standing).build();
    let clerk = Access::assume_role(ROLE);
    let db = Dynamo::from_sdk_config(&config).with(clerk).unwrap();
    Entry::client(&db).await.unwrap();
    let next_refresh = || {
        let health = db.health();
        let role = health.iter().find(|it| it.identity().contains(ROLE));
        role.unwrap().next_refresh_in().unwrap()
    };
    let (began, before) = (Instant::now(), next_refresh());
    while began.elapsed() < Duration::from_millis(1) {
        std::hint::spin_loop();
    }
    assert!(next_refresh() < before);
}
