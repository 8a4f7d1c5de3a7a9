//! Many identities that began together do not go on together.

use std::collections::BTreeMap;

use aws_smithy_async::time::TimeSource;
use dynamo_model::{DynamoModel, access::SessionScope};

use crate::scene::{Clerk, Entry, HOUR, Scene};

#[tokio::test(start_paused = true)]
async fn r7_100_entries_made_together_are_not_renewed_in_the_same_second() {
    let scene = Scene::new().await;
    let mut tenants = Vec::new();
    for n in 0..100 {
        let scope = SessionScope::new(format!("t-{n}"));
        let tenant = scene.db.scoped::<Clerk>(scope).unwrap();
        Entry::client(&tenant).await.unwrap();
        tenants.push(tenant);
    }
    assert_eq!(scene.asked(), 100);
    let start = scene.clock.now();
    scene.until(HOUR).await;

    let mut by_second = BTreeMap::<u64, usize>::new();
    for renewal in scene.assume_role().requests().split_off(100) {
        let at = renewal.received_at().duration_since(start).unwrap();
        *by_second.entry(at.as_secs()).or_default() += 1;
    }
    assert_eq!(by_second.values().sum::<usize>(), 100);
    // Spread over a quarter of the window of 15 minutes.
    let most = by_second.values().max().unwrap();
    assert!(*most <= 5, "{most} in one second: {by_second:?}");
    let seconds: Vec<_> = by_second.keys().collect();
    let spread = *seconds[seconds.len() - 1] - *seconds[0];
    assert!((180..=225).contains(&spread), "within {spread} s");
}
