//! Readers that are told how much capacity they may use: they wait for what their pages have cost.

use std::time::Duration;

use crate::scene::{ORDERS, numbers, page_for, query, scan, scene};

fn assert_about(elapsed: Duration, expected: Duration) {
    let range = expected..expected + Duration::from_millis(100);
    assert!(range.contains(&elapsed), "{elapsed:?}");
}

#[tokio::test(start_paused = true)]
async fn each_page_waits_until_the_one_before_is_paid_for() {
    let (scene, db) = scene().await;
    scene.aws.dynamodb().always(page_for(10.0));
    // Five pages each, of which the first is not waited for: 2.5 s for each of the others.
    let orders = query(&db).capacity_per_second(4.0).all().await.unwrap();
    assert_eq!(numbers(&orders), (0..ORDERS).collect::<Vec<_>>());
    assert_about(scene.clock.elapsed(), Duration::from_secs(10));
    let orders = scan(&db).capacity_per_second(4.0).all().await.unwrap();
    assert_eq!(numbers(&orders), (0..ORDERS).collect::<Vec<_>>());
    assert_about(scene.clock.elapsed(), Duration::from_secs(20));
    for request in scene.aws.dynamodb().requests() {
        assert_eq!(request.json()["ReturnConsumedCapacity"], "TOTAL");
    }
}

#[tokio::test(start_paused = true)]
async fn segments_share_what_a_scan_may_use() {
    let (scene, db) = scene().await;
    scene.aws.dynamodb().always(page_for(10.0));
    let mut pages = scan(&db).capacity_per_second(5.0).parallel(3).pages();
    let mut count = 0;
    while let Some(page) = pages.next().await {
        page.unwrap();
        count += 1;
    }
    // Three pages of ten units at once, and three more once these are paid for.
    assert_eq!(count, 6);
    assert_about(scene.clock.elapsed(), Duration::from_secs(6));
}
