//! A connection that is cut in mid-page, over real sockets: the headers of an answer came, and a part of its body.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use aws_types::region::Region;
use behaviour::Server;
use dynamo_model::{Dynamo, Error, aws_sdk_dynamodb::config::retry::RetryConfig, prelude::*};

use crate::scene::{
    ORDERS, Order, OrderKey, after, batch, drain, fill, numbers, page, query, scan, start, starts,
};

/// Nothing, something and nearly all of a body.
const PARTS: [f64; 3] = [0.0, 0.5, 1.0];

/// The SDK has one quota of retries per region for the whole process.
static REGIONS: AtomicUsize = AtomicUsize::new(1);

/// The SDK tries three times, without a pause to speak of.
fn dynamo(server: &Server) -> Dynamo {
    fill(server);
    let number = REGIONS.fetch_add(1, Ordering::Relaxed);
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    let config = server.sdk_config().retry_config(retries);
    Dynamo::from_sdk_config(
        &config
            .region(Region::new(format!("sa-east-{number}")))
            .build(),
    )
}

fn all() -> Vec<u32> {
    (0..ORDERS).collect()
}

/// It did not get through, and says so.
fn check(error: Option<Error>, operation: &str) {
    let error = error.expect("a cut connection");
    assert!(error.is_retryable() && !error.is_throttled(), "{error}");
    let expected = format!("`Order`: {operation} on table `orders` did not get an answer");
    let cause = match &error {
        Error::Unread(unread) => unread.ended_by().expect("why it ended").to_string(),
        _ => error.to_string(),
    };
    assert_eq!(cause, expected);
}

#[tokio::test]
async fn a_page_that_is_cut_once_is_read_again_as_a_whole() {
    for part in PARTS {
        let server = Server::start();
        let db = dynamo(&server);
        let third = after(&server.dynamodb(), 19);
        third.next(page().cut_at(part));
        assert_eq!(numbers(&query(&db).all().await.unwrap()), all(), "{part}");
        let expected = [None, Some(9), Some(19), Some(19), Some(29), Some(39)];
        assert_eq!(starts(&server), expected, "{part}");

        third.next(page().cut_at(part));
        assert_eq!(numbers(&scan(&db).all().await.unwrap()), all(), "{part}");
        assert_eq!(starts(&server)[6..], expected, "{part}");

        server.operation("Scan").times(2, page().cut_at(part));
        assert_eq!(
            scan(&db).count().await.unwrap(),
            u64::from(ORDERS),
            "{part}"
        );
        assert_eq!(
            starts(&server)[12..],
            [None, None, None, Some(9), Some(19), Some(29), Some(39)]
        );

        server.operation("BatchGetItem").next(batch().cut_at(part));
        let keys = (0..ORDERS).map(|number| OrderKey::new("acme", number));
        let read = Order::batch_get(&db, keys).await.unwrap();
        let read: Vec<_> = read.into_iter().flatten().collect();
        assert_eq!(numbers(&read), all(), "{part}");
        assert_eq!(server.operation("BatchGetItem").count(), 2, "{part}");
    }
}

#[tokio::test]
async fn a_page_that_is_always_cut_keeps_its_cursor() {
    for part in PARTS {
        let server = Server::start();
        let db = dynamo(&server);
        let third = after(&server.dynamodb(), 19);

        third.times(3, page().cut_at(part));
        let mut pages = query(&db).pages();
        let (read, error) = drain(&mut pages).await;
        check(error, "Query");
        assert_eq!(read, (0..20).collect::<Vec<_>>(), "{part}");
        assert!(pages.next().await.is_none(), "it has ended");
        let cursor = pages.cursor().expect("where it ended").clone();
        let mut rest = query(&db).after(cursor).pages();
        let (rest, error) = drain(&mut rest).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!([read, rest].concat(), all(), "{part}");

        third.times(3, page().cut_at(part));
        let mut pages = scan(&db).pages();
        let (read, error) = drain(&mut pages).await;
        check(error, "Scan");
        let cursor = pages.cursor().expect("where it ended").clone();
        let rest = numbers(&scan(&db).after(cursor).all().await.unwrap());
        assert_eq!([read, rest].concat(), all(), "{part}");
    }
}

/// The first page of a reader that begins in the middle fails: it says where it was to begin.
#[tokio::test]
async fn a_first_page_that_is_cut_keeps_the_cursor_that_was_given() {
    let server = Server::start();
    let db = dynamo(&server);
    let first = scan(&db).await.unwrap();
    let given = first.next.expect("a second page");
    server.operation("Scan").times(3, page().cut_at(0.5));
    let mut pages = scan(&db).after(given.clone()).pages();
    let (read, error) = drain(&mut pages).await;
    check(error, "Scan");
    assert!(read.is_empty());
    assert!(pages.cursor() == Some(&given));

    let first = query(&db).await.unwrap();
    let given = first.next.expect("a second page");
    server.operation("Query").times(3, page().cut_at(0.5));
    let mut pages = query(&db).after(given.clone()).pages();
    let (read, error) = drain(&mut pages).await;
    check(error, "Query");
    assert!(read.is_empty());
    assert!(pages.cursor() == Some(&given));
}

#[tokio::test]
async fn segments_that_are_cut_are_read_on_from_the_checkpoint() {
    let server = Server::start();
    let db = dynamo(&server);
    // 17 orders in the second segment, which has two pages.
    let second = server
        .operation("Scan")
        .matching("of a second page", |sent| {
            let sent = sent.json();
            sent["Segment"] == 1 && start(&sent).is_some()
        });
    second.times(3, page().cut_at(0.5));
    let mut pages = scan(&db).parallel(3).pages();
    let mut read = Vec::new();
    let error = loop {
        match pages.next().await.expect("an error before the end") {
            Ok(page) => read.extend(numbers(&page.items)),
            Err(error) => break error,
        }
    };
    check(Some(error), "Scan");
    assert!(pages.next().await.is_none(), "it has ended");
    let checkpoint = pages.checkpoint().to_string().parse().unwrap();
    let mut pages = scan(&db).parallel(3).resume(checkpoint).pages();
    while let Some(page) = pages.next().await {
        read.extend(numbers(&page.unwrap().items));
    }
    read.sort_unstable();
    assert_eq!(read, all(), "each once");
}

#[tokio::test]
async fn a_batch_that_is_cut_says_what_was_read() {
    let server = Server::start();
    let db = dynamo(&server);
    let batches = server.operation("BatchGetItem");
    batches.next(batch()).times(3, batch().cut_at(0.5));
    let key = |number| OrderKey::new("acme", number);
    let error = Order::batch_get(&db, (0..150).map(key))
        .await
        .expect_err("the second half");
    let Error::Unread(unread) = &error else {
        panic!("{error:?}");
    };
    let read: Vec<_> = unread
        .read::<Order>()
        .unwrap()
        .into_iter()
        .flatten()
        .collect();
    let keys = unread.keys::<Order>();
    assert_eq!(numbers(&read), (0..100).collect::<Vec<_>>());
    assert_eq!(keys, (100..150).map(key).collect::<Vec<_>>());
    check(Some(error), "BatchGetItem");

    let rest = Order::batch_get(&db, keys).await.unwrap();
    let rest: Vec<_> = rest.into_iter().flatten().collect();
    assert_eq!(numbers(&rest), (100..150).collect::<Vec<_>>());
    assert_eq!(batches.count(), 1 + 3 + 1);
}
