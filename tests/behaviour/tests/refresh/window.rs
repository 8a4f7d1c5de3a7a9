//! When renewal begins: early enough to outlast an outage, and never so early that short lives are spent renewing.

use std::time::Duration;

use behaviour::sts;

use crate::scene::{HOUR, Scene, minutes, seconds};

/// When the second and the third session were asked for, with a request every now and then.
async fn renewals(scene: &Scene, lifetime: Duration) -> [Duration; 2] {
    let step = lifetime / 40;
    while scene.asked() < 3 {
        scene.at_once().await;
        tokio::time::sleep(step).await;
        assert!(scene.clock.elapsed() < lifetime * 3, "never renewed");
    }
    let asked = scene.assume_role().requests();
    let at = |n: usize| {
        let after = asked[n]
            .received_at()
            .duration_since(asked[n - 1].received_at());
        after.unwrap()
    };
    [at(1), at(2)]
}

#[tokio::test(start_paused = true)]
async fn r6_renewal_begins_in_the_first_quarter_of_the_window_of_the_lifetime() {
    for (lifetime, window) in [
        (seconds(900), minutes(5)),
        (minutes(20), minutes(5)),
        (HOUR, minutes(15)),
        (minutes(90), minutes(30)),
        (12 * HOUR, HOUR),
    ] {
        let scene = Scene::lasting(lifetime).await;
        for after in renewals(&scene, lifetime).await {
            let opens = lifetime - window;
            assert!(
                (opens..=opens + window / 4 + Duration::from_millis(2)).contains(&after),
                "{lifetime:?}: renewed after {after:?} instead of {opens:?}"
            );
        }
    }
}

/// What counts is what STS grants, not what was asked for.
#[tokio::test(start_paused = true)]
async fn r6_the_window_is_that_of_the_lifetime_that_was_granted() {
    let scene = Scene::lasting(12 * HOUR).await;
    let granted = sts::session().lasting(seconds(900));
    scene.assume_role().always(granted);
    for after in renewals(&scene, seconds(900)).await {
        assert!((minutes(10)..minutes(12)).contains(&after), "{after:?}");
    }
}

/// Then the window is a third of the life.
#[tokio::test(start_paused = true)]
async fn r12_a_lifetime_shorter_than_the_window_is_renewed_in_its_last_third() {
    for lifetime in [3, 10, 60, 299].map(seconds) {
        let scene = Scene::lasting(lifetime).await;
        for after in renewals(&scene, lifetime).await {
            assert!(
                (lifetime * 2 / 3..lifetime).contains(&after),
                "{lifetime:?}: renewed after {after:?}"
            );
        }
    }
}

/// STS tells times to the second, so a session of one second may be over before its window; the next is taken all the
/// same, and no oftener than sessions end.
#[tokio::test(start_paused = true)]
async fn r12_sessions_of_one_second_serve_without_a_storm() {
    let scene = Scene::lasting(seconds(1)).await;
    while scene.clock.elapsed() < seconds(30) {
        scene.at_once().await;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let asked = scene.asked();
    assert!((30..=60).contains(&asked), "asked {asked} times");
}
