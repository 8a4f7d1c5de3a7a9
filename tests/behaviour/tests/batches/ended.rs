//! Batches that end before their end: whatever goes wrong, what was not confirmed is in the caller's hand.

use std::{error::Error as _, time::Duration};

use behaviour::{Answer, dynamodb};
use dynamo_model::{Dynamo, Error, operation::BatchWritten, prelude::*};

use crate::scene::{
    Customer, CustomerKey, Order, OrderKey, Shop, finding_but, leaving, order, order_key, orders,
    sent,
};

/// The numbers of the orders that are left to be put.
fn left(written: &BatchWritten<Shop>) -> Vec<u32> {
    let puts = written.leftovers().puts::<Order>().unwrap();
    puts.iter().map(|order| order.number).collect()
}

async fn put(db: &Dynamo, count: u32) -> BatchWritten<Shop> {
    Order::put_all(db, &orders(count)).await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn w15_writes_that_stay_unprocessed_come_back_typed() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchWriteItem");
    route.always(leaving(|number| number >= 24));
    let written = db
        .batch_write()
        .put_all(&orders(26))
        .delete::<Order>(order_key(90))
        .delete::<Customer>(CustomerKey::new("after"))
        .await
        .unwrap();
    let requests = sent(&scene.aws, "BatchWriteItem");
    // One that brought all but the last, and eight more in vain.
    assert_eq!(requests.len(), 1 + 9, "{requests:?}");
    assert!(requests[1..].iter().all(|numbers| numbers == &[24]));
    // Pauses of 50 ms, doubled up to 5 s, and each a little less by chance.
    let pauses = Duration::from_millis(16_350);
    assert!((pauses / 2..=pauses).contains(&scene.clock.elapsed()));

    assert!(!written.is_complete() && written.ended_by().is_none());
    assert_eq!(written.leftovers().len(), 4);
    assert_eq!(
        written.leftovers().puts::<Order>().unwrap(),
        [order(24), order(25)]
    );
    assert_eq!(written.leftovers().deletes::<Order>(), [order_key(90)]);
    assert_eq!(
        written.leftovers().deletes::<Customer>(),
        [CustomerKey::new("after")]
    );
    assert!(written.leftovers().puts::<Customer>().unwrap().is_empty());

    scene.aws.clear_script();
    let again = written.into_leftovers().send_again(&db).await.unwrap();
    again.complete().expect("nothing left");
    assert_eq!(sent(&scene.aws, "BatchWriteItem")[10], [24, 25, 90]);
}

/// Chance makes each pause shorter, so that those who were refused together do not come back together; but no shorter
/// than half of what it is to be.
#[tokio::test(start_paused = true)]
async fn w15_pauses_are_cut_by_half_at_the_most() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchWriteItem");
    route.always(leaving(|_| true));
    put(&db, 1).await.complete().expect_err("one is left");
    let sent: Vec<_> = route
        .requests()
        .iter()
        .map(|request| request.received_at())
        .collect();
    let pauses: Vec<_> = sent
        .windows(2)
        .map(|two| two[1].duration_since(two[0]).unwrap())
        .collect();
    let whole = [50, 100, 200, 400, 800, 1600, 3200, 5000].map(Duration::from_millis);
    assert_eq!(pauses.len(), whole.len());
    // Whoever sleeps on tokio's clock wakes at the next millisecond.
    let tick = Duration::from_millis(1);
    for (pause, whole) in pauses.iter().zip(whole) {
        assert!((whole / 2..=whole + tick).contains(pause), "{pauses:?}");
    }
    assert!(
        pauses
            .iter()
            .zip(whole)
            .any(|(pause, whole)| *pause + tick < whole),
        "{pauses:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn w15_an_incomplete_write_is_an_error_for_who_asks() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchWriteItem");
    route.always(leaving(|number| number == 1));
    let error = put(&db, 3).await.complete().expect_err("one is left");
    assert_eq!(
        error.to_string(),
        "`Order`: the batch ended with 1 of its writes not confirmed; `leftovers()` has them"
    );
    assert!(error.is_retryable() && error.is_throttled());
    assert!(!format!("{error:?}").contains("acme"), "{error:?}");
    let Error::Unwritten(unwritten) = error else {
        panic!("{error:?}");
    };
    assert_eq!(unwritten.leftovers().puts::<Order>().unwrap(), [order(1)]);
}

/// The SDK has tried three times before, and takes them for the same.
#[tokio::test(start_paused = true)]
async fn w15_throttled_requests_are_sent_again_for_a_while() {
    for code in [
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
    ] {
        let scene = crate::paused();
        let db = scene.dynamo().await;
        let route = scene.aws.operation("BatchWriteItem");
        // Throttled twice for longer than the SDK bears, then processed.
        route
            .next(leaving(|_| false))
            .times(6, dynamodb::error(400, code, "slow down"));
        put(&db, 50).await.complete().expect("nothing left");
        assert_eq!(route.count(), 1 + 6 + 1, "{code}");

        route.always(dynamodb::error(400, code, "slow down"));
        let written = Order::put_all(&db, &orders(50))
            .max_retries(1)
            .await
            .unwrap();
        assert_eq!(left(&written), (0..50).collect::<Vec<_>>(), "{code}");
        let ended_by = written.ended_by().expect("the last refusal");
        assert!(
            ended_by.is_throttled() && ended_by.is_retryable(),
            "{ended_by}"
        );

        let reads = scene.aws.operation("BatchGetItem");
        reads.next(finding_but(|_| false));
        reads.always(dynamodb::error(400, code, "slow down"));
        let keys: Vec<_> = (0..150).map(order_key).collect();
        let error = Order::batch_get(&db, keys).max_retries(1).await;
        let error = error.expect_err("half of it");
        assert!(error.is_throttled(), "{error}");
        let Error::Unread(unread) = error else {
            panic!("{error:?}");
        };
        assert_eq!(
            unread.keys::<Order>(),
            (100..150).map(order_key).collect::<Vec<_>>()
        );
        assert_eq!(
            unread.read::<Order>().unwrap()[99..101],
            [Some(order(99)), None]
        );
    }
}

#[tokio::test(start_paused = true)]
async fn w15_a_cut_connection_leaves_what_was_not_confirmed() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchWriteItem");
    route
        .next(leaving(|_| false))
        .always(Answer::connection_dropped());
    let written = put(&db, 60).await;
    assert_eq!(left(&written), (25..60).collect::<Vec<_>>());
    let ended_by = written.ended_by().expect("a cut connection");
    assert!(
        ended_by.is_retryable() && !ended_by.is_throttled(),
        "{ended_by}"
    );
    assert_eq!(route.count(), 1 + 3, "the third part was not begun");

    scene.aws.clear_script();
    let again = written.into_leftovers().send_again(&db).await.unwrap();
    again.complete().expect("nothing left");
}

#[tokio::test(start_paused = true)]
async fn w15_a_refusal_leaves_what_was_not_confirmed_and_ends_the_batch() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchWriteItem");
    route
        .next(leaving(|number| number == 7))
        .next(dynamodb::access_denied());
    let written = put(&db, 30).await;
    assert_eq!(left(&written), [7, 25, 26, 27, 28, 29]);
    assert_eq!(route.count(), 2);
    let error = written.complete().expect_err("six are left");
    assert!(error.is_access_denied() && !error.is_retryable(), "{error}");
}

#[tokio::test(start_paused = true)]
async fn w15_what_ended_a_batch_is_the_cause_of_its_error() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let writes = scene.aws.operation("BatchWriteItem");
    let reads = scene.aws.operation("BatchGetItem");
    let keys = || (0..101).map(order_key);
    writes.next(dynamodb::access_denied());
    reads
        .next(finding_but(|_| false))
        .next(dynamodb::access_denied());
    for (error, operation) in [
        (
            put(&db, 1).await.complete().expect_err("one is left"),
            "BatchWriteItem",
        ),
        (
            Order::batch_get(&db, keys()).await.expect_err("half of it"),
            "BatchGetItem",
        ),
    ] {
        let cause = error.source().expect("why it ended").to_string();
        let refused = format!("`Order`: DynamoDB refused {operation} on table `orders`");
        assert!(cause.starts_with(&refused), "{cause}");
    }

    // DynamoDB has left something, and nothing went wrong.
    writes.always(leaving(|_| true));
    reads.always(finding_but(|number| number == 100));
    let errors = [
        put(&db, 1).await.complete().expect_err("one is left"),
        Order::batch_get(&db, keys()).await.expect_err("half of it"),
    ];
    for error in errors {
        assert!(error.source().is_none(), "{error:?}");
    }
}

/// Its key type does not say of what it is the key.
#[derive(DynamoModel)]
#[dynamo(meta(table_name = "notes", access = Shop))]
struct Note<T> {
    #[dynamo(partition_key)]
    id: String,
    content: T,
}

#[tokio::test(start_paused = true)]
async fn w15_what_is_left_of_one_model_is_not_left_of_another_with_its_key() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let refused = dynamodb::access_denied();
    scene.aws.operation("BatchWriteItem").always(refused);
    let note = Note {
        id: "kept".into(),
        content: 1_u32,
    };
    let written = db
        .batch_write()
        .put(&note)
        .delete::<Note<u32>>(NoteKey::new("gone"))
        .await
        .unwrap();
    let leftovers = written.leftovers();
    assert_eq!(leftovers.puts::<Note<u32>>().unwrap()[0].content, 1);
    assert_eq!(leftovers.deletes::<Note<u32>>(), [NoteKey::new("gone")]);
    assert!(leftovers.puts::<Note<String>>().unwrap().is_empty());
    assert!(leftovers.deletes::<Note<String>>().is_empty());
}

/// Nothing was read yet, so that there is nothing to tell but why.
#[tokio::test(start_paused = true)]
async fn w15_a_refused_read_is_told_as_it_is() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchGetItem");
    route.next(dynamodb::resource_not_found());
    let error = Order::batch_get(&db, [order_key(1)])
        .await
        .expect_err("refused");
    assert!(
        matches!(&error, Error::Request(_)) && error.is_table_not_found(),
        "{error:?}"
    );

    route
        .next(finding_but(|_| false))
        .next(dynamodb::resource_not_found());
    let keys: Vec<_> = (0..101).map(order_key).collect();
    let error = Order::batch_get(&db, keys).await.expect_err("refused");
    assert!(error.is_table_not_found(), "{error:?}");
    let Error::Unread(unread) = error else {
        panic!("{error:?}");
    };
    assert_eq!(unread.keys::<Order>(), [order_key(100)]);
}

#[tokio::test(start_paused = true)]
async fn w15_reads_that_stay_unprocessed_come_back_typed() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchGetItem");
    route.always(finding_but(|number| number == 2));
    let keys = [4, 2, 0, 2].map(order_key);
    let error = Order::batch_get(&db, keys.clone())
        .await
        .expect_err("one is left");
    assert_eq!(
        error.to_string(),
        "`Order`: the batch ended with 2 of its keys not read; `keys()` has them, and `read()` what was read"
    );
    assert!(error.is_retryable() && error.is_throttled());
    assert!(!format!("{error:?}").contains("acme"), "{error:?}");
    assert_eq!(route.count(), 1 + 9);
    let Error::Unread(unread) = error else {
        panic!("{error:?}");
    };
    let read = unread.read::<Order>().unwrap();
    assert_eq!(read, [Some(order(4)), None, Some(order(0)), None]);
    let unread: Vec<OrderKey> = unread.keys::<Order>();
    assert_eq!(unread, [order_key(2), order_key(2)]);
}

/// Dropped, the future sends nothing more; the whole batch once again changes nothing that was written.
#[tokio::test(start_paused = true)]
async fn w15_a_dropped_batch_sends_nothing_more() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchWriteItem");
    route.next(leaving(|_| false));
    let second = route.matching("of the second part", |request| {
        crate::scene::numbers(request).contains(&25)
    });
    let hold = second.hold();
    let all = orders(60);
    let batch = tokio::spawn(Order::put_all(&db, &all).into_future());
    route.arrived(2).await;
    batch.abort();
    assert!(batch.await.expect_err("dropped").is_cancelled());
    hold.release();
    assert_eq!(route.count(), 2);

    put(&db, 60).await.complete().expect("nothing left");
    assert_eq!(route.count(), 2 + 3);
}

/// To stop and still learn what is left.
#[tokio::test(start_paused = true)]
async fn w15_a_time_limit_gives_back_what_is_left() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("BatchWriteItem");
    let limit = Duration::from_secs(2);
    route.next(leaving(|_| false)).always(Answer::silence());
    let written = Order::put_all(&db, &orders(60))
        .time_limit(limit)
        .await
        .unwrap();
    assert_eq!(left(&written), (25..60).collect::<Vec<_>>());
    assert_eq!((route.count(), scene.clock.elapsed()), (2, limit));
    assert!(written.ended_by().is_none());

    // A pause that would end later is not begun.
    route.always(leaving(|number| number == 3));
    let started = scene.clock.elapsed();
    let written = Order::put_all(&db, &orders(5))
        .time_limit(limit)
        .await
        .unwrap();
    assert_eq!(left(&written), [3]);
    assert!(scene.clock.elapsed() < started + limit);
    // The first, and one after each of 50, 100, 200, 400 and 800 ms.
    assert_eq!(route.count(), 2 + 6);

    let reads = scene.aws.operation("BatchGetItem");
    reads
        .next(finding_but(|number| number > 0))
        .always(Answer::silence());
    let keys = [0, 1].map(order_key);
    let error = Order::batch_get(&db, keys).time_limit(limit).await;
    let Err(Error::Unread(unread)) = error else {
        panic!("{error:?}");
    };
    assert_eq!(unread.keys::<Order>(), [order_key(1)]);
}
