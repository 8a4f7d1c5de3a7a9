//! Pages and items as streams, for those who have their adapters from elsewhere.

use std::{future::poll_fn, pin::Pin};

use futures_core::Stream;

use crate::scene::{ORDERS, numbers, query, scan, scene};

async fn collected<T, E: std::fmt::Debug>(
    mut stream: impl Stream<Item = Result<T, E>> + Unpin,
) -> Vec<T> {
    let mut all = Vec::new();
    while let Some(next) = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
        all.push(next.unwrap());
    }
    all
}

#[tokio::test(start_paused = true)]
async fn pages_and_items_are_streams() {
    let (_scene, db) = scene().await;
    let expected: Vec<_> = (0..ORDERS).collect();
    assert_eq!(numbers(&collected(query(&db).items()).await), expected);
    let pages = collected(scan(&db).pages()).await;
    let read: Vec<_> = pages.iter().flat_map(|page| numbers(&page.items)).collect();
    assert_eq!((pages.len(), read), (5, expected.clone()));
    let pages = collected(scan(&db).parallel(3).pages()).await;
    let mut read: Vec<_> = pages.iter().flat_map(|page| numbers(&page.items)).collect();
    read.sort_unstable();
    assert_eq!((pages.len(), read), (6, expected));
}

/// None of them has to wait until another one has ended.
#[tokio::test(start_paused = true)]
async fn segments_take_turns() {
    let (_scene, db) = scene().await;
    let mut pages = scan(&db).parallel(3).pages();
    let mut segments = Vec::new();
    while let Some(page) = pages.next().await {
        segments.push(page.unwrap().items[0].number % 3);
    }
    assert_eq!(segments, [0, 1, 2, 0, 1, 2]);
}
