//! Readers that are dropped in mid-page: what a caller does who is in a hurry, is cancelled, or shuts down.

use std::time::Duration;

use behaviour::Answer;
use dynamo_model::{Error, prelude::*};

use crate::scene::{
    ORDERS, Order, OrderKey, PAGE, after, batch, numbers, page, query, scan, scene, starts, take,
};

/// A page that takes a while.
fn slow() -> Answer {
    page().after(Duration::from_secs(2))
}

const HURRY: Duration = Duration::from_millis(10);

/// The request goes on where it was: it is not sent again.
#[tokio::test(start_paused = true)]
async fn a_dropped_next_loses_nothing() {
    let (scene, db) = scene().await;
    scene.aws.dynamodb().always(slow());
    let mut pages = query(&db).pages();
    let mut read = Vec::new();
    let mut dropped = 0;
    loop {
        match tokio::time::timeout(HURRY, pages.next()).await {
            Err(_) => dropped += 1,
            Ok(Some(page)) => read.extend(numbers(&page.unwrap().items)),
            Ok(None) => break,
        }
    }
    assert_eq!(read, (0..ORDERS).collect::<Vec<_>>());
    assert!(dropped > 100, "{dropped}");
    assert_eq!(
        starts(&scene.aws),
        [None, Some(9), Some(19), Some(29), Some(39)]
    );

    let mut items = scan(&db).items();
    let mut read = Vec::new();
    loop {
        match tokio::time::timeout(HURRY, items.next()).await {
            Err(_) => {}
            Ok(Some(order)) => read.push(order.unwrap().number),
            Ok(None) => break,
        }
    }
    assert_eq!(read, (0..ORDERS).collect::<Vec<_>>());
    assert_eq!(scene.aws.operation("Scan").count(), 5);

    let mut pages = scan(&db).parallel(3).pages();
    let mut read = Vec::new();
    loop {
        match tokio::time::timeout(HURRY, pages.next()).await {
            Err(_) => {}
            Ok(Some(page)) => read.extend(numbers(&page.unwrap().items)),
            Ok(None) => break,
        }
    }
    read.sort_unstable();
    assert_eq!(read, (0..ORDERS).collect::<Vec<_>>());
    assert_eq!(scene.aws.operation("Scan").count(), 5 + 6);
}

/// The page that was under way is asked for again, and only that.
#[tokio::test(start_paused = true)]
async fn pages_that_are_dropped_are_read_on_from_the_cursor() {
    let (scene, db) = scene().await;
    let hold = after(&scene.aws.operation("Scan"), 19).hold();
    let mut pages = scan(&db).pages();
    let mut read = Vec::new();
    while let Ok(page) = tokio::time::timeout(HURRY, pages.next()).await {
        read.extend(numbers(&page.expect("not the end").unwrap().items));
    }
    assert_eq!(
        starts(&scene.aws).last(),
        Some(&Some(19)),
        "it was under way"
    );
    let cursor = pages.cursor().expect("after two pages").clone();
    drop(pages);
    hold.release();
    read.extend(numbers(&scan(&db).after(cursor).all().await.unwrap()));
    assert_eq!(read, (0..ORDERS).collect::<Vec<_>>());
    assert_eq!(
        starts(&scene.aws),
        [None, Some(9), Some(19), Some(19), Some(29), Some(39)]
    );
}

/// Wherever in a page they end: the resume reads again what was given out of that page, as documented, and no more.
#[tokio::test(start_paused = true)]
async fn items_that_are_dropped_are_read_on_from_their_page() {
    for count in 0..=ORDERS {
        let (_scene, db) = scene().await;
        let mut items = query(&db).items();
        let (read, error) = take(&mut items, count.try_into().unwrap()).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(read, (0..count).collect::<Vec<_>>());
        let cursor = items.cursor().cloned();
        drop(items);
        let rest = match cursor {
            Some(cursor) => query(&db).after(cursor).all().await.unwrap(),
            None if count == ORDERS => Vec::new(),
            None => query(&db).all().await.unwrap(),
        };
        let begins = count / PAGE * PAGE;
        assert_eq!(
            numbers(&rest),
            (begins..ORDERS).collect::<Vec<_>>(),
            "{count}"
        );
    }
}

/// A parallel scan that is dropped while every segment has a request under way.
#[tokio::test(start_paused = true)]
async fn segments_that_are_dropped_are_read_on_from_the_checkpoint() {
    for pages_read in 0..=6 {
        let (scene, db) = scene().await;
        scene.aws.operation("Scan").always(slow());
        let mut pages = scan(&db).parallel(3).pages();
        let mut read = Vec::new();
        for _ in 0..pages_read {
            let page = pages.next().await.expect("a page").unwrap();
            read.extend(numbers(&page.items));
        }
        // Those to come are asked for, and dropped; what is there already counts.
        if let Ok(Some(page)) = tokio::time::timeout(HURRY, pages.next()).await {
            read.extend(numbers(&page.unwrap().items));
        }
        let checkpoint = pages.checkpoint();
        drop(pages);
        let mut rest = scan(&db).parallel(3).resume(checkpoint).pages();
        while let Some(page) = rest.next().await {
            read.extend(numbers(&page.unwrap().items));
        }
        read.sort_unstable();
        assert_eq!(
            read,
            (0..ORDERS).collect::<Vec<_>>(),
            "after {pages_read} pages"
        );
    }
}

/// Nothing goes on behind the back of who has gone.
#[tokio::test(start_paused = true)]
async fn a_dropped_read_sends_nothing_more() {
    let (scene, db) = scene().await;
    scene.aws.dynamodb().always(slow());
    let keys = (0..150).map(|number| OrderKey::new("acme", number));
    let batch = Order::batch_get(&db, keys.collect::<Vec<_>>()).into_future();
    let all = tokio::spawn(scan(&db).all());
    let count = tokio::spawn(query(&db).count());
    let batch = tokio::spawn(batch);
    scene.aws.dynamodb().arrived(3).await;
    for task in [
        all.abort_handle(),
        count.abort_handle(),
        batch.abort_handle(),
    ] {
        task.abort();
    }
    tokio::time::advance(Duration::from_secs(3600)).await;
    assert!(all.await.expect_err("dropped").is_cancelled());
    assert!(count.await.expect_err("dropped").is_cancelled());
    assert!(batch.await.expect_err("dropped").is_cancelled());
    assert_eq!(scene.aws.all().count(), 3);
}

/// Who wants to stop a batch and keep what it read gives it a limit.
#[tokio::test(start_paused = true)]
async fn a_batch_that_is_stopped_has_what_was_read() {
    let (scene, db) = scene().await;
    let batches = scene.aws.operation("BatchGetItem");
    batches.next(batch()).next(Answer::silence());
    let key = |number| OrderKey::new("acme", number);
    let stopped = Order::batch_get(&db, (0..250).map(key)).time_limit(Duration::from_secs(1));
    let Err(Error::Unread(unread)) = stopped.await else {
        panic!("it was to be stopped");
    };
    let read: Vec<_> = unread
        .read::<Order>()
        .unwrap()
        .into_iter()
        .flatten()
        .collect();
    let rest = Order::batch_get(&db, unread.keys::<Order>()).await.unwrap();
    let rest: Vec<_> = rest.into_iter().flatten().collect();
    assert_eq!((read.len(), rest.len()), (100, 150));
    let numbers = [numbers(&read), numbers(&rest)].concat();
    assert_eq!(numbers, (0..250).collect::<Vec<_>>());
    assert_eq!(batches.count(), 2 + 2);
}
