//! Scans that are throttled, for each reason that DynamoDB documents, as each of the errors that it documents.

use std::time::Duration;

use behaviour::dynamodb::throttled;

use crate::scene::{ORDERS, PAGE, after, drain, numbers, query, scan, scene, starts};

const TABLE: &str = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
const INDEX: &str = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/by_status";

const CODES: [&str; 3] = [
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
];

/// What is throttled, the operation, and the limit. Source: API reference, "`ThrottlingReason`".
fn reasons() -> Vec<(String, &'static str)> {
    let mut reasons = Vec::new();
    for (what, arn) in [("Table", TABLE), ("Index", INDEX)] {
        for operation in ["Read", "Write"] {
            for limit in [
                "ProvisionedThroughputExceeded",
                "AccountLimitExceeded",
                "KeyRangeThroughputExceeded",
                "MaxOnDemandThroughputExceeded",
            ] {
                reasons.push((format!("{what}{operation}{limit}"), arn));
            }
        }
    }
    reasons
}

#[tokio::test(start_paused = true)]
async fn a_scan_that_is_throttled_for_a_while_reads_everything_once() {
    for code in CODES {
        for (reason, arn) in reasons() {
            let (scene, db) = scene().await;
            let second = after(&scene.aws.operation("Scan"), 9);
            second.times(2, throttled(code, &[(&reason, arn)]));
            let read = numbers(&scan(&db).all().await.unwrap());
            assert_eq!(read, (0..ORDERS).collect::<Vec<_>>(), "{code}: {reason}");
            let expected = [
                None,
                Some(9),
                Some(9),
                Some(9),
                Some(19),
                Some(29),
                Some(39),
            ];
            assert_eq!(starts(&scene.aws), expected, "{code}: {reason}");
            assert!(
                !scene.clock.elapsed().is_zero(),
                "{code}: there were pauses"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_scan_that_stays_throttled_says_why_and_where_to_go_on() {
    for code in CODES {
        for (reason, arn) in reasons() {
            let (scene, db) = scene().await;
            let second = after(&scene.aws.operation("Scan"), 9);
            second.times(
                3,
                throttled(
                    code,
                    &[(&reason, arn), ("TableReadAccountLimitExceeded", TABLE)],
                ),
            );
            let mut pages = scan(&db).pages();
            let (read, error) = drain(&mut pages).await;
            let error = error.expect("throttled");
            assert_eq!(read, (0..PAGE).collect::<Vec<_>>(), "{code}: {reason}");
            assert!(
                error.is_throttled() && error.is_retryable(),
                "{code}: {error}"
            );
            let told: Vec<_> = error
                .throttling_reasons()
                .iter()
                .map(|told| (told.reason().unwrap(), told.resource().unwrap()))
                .collect();
            assert_eq!(
                told,
                [(&*reason, arn), ("TableReadAccountLimitExceeded", TABLE)],
                "{code}"
            );

            let cursor = pages.cursor().expect("after the first page").clone();
            let rest = numbers(&scan(&db).after(cursor).all().await.unwrap());
            assert_eq!(rest, (PAGE..ORDERS).collect::<Vec<_>>(), "{code}: {reason}");
        }
    }
}

/// Also a query, and an error that names no reason.
#[tokio::test(start_paused = true)]
async fn a_throttled_query_without_reasons_has_none() {
    for code in CODES {
        let (scene, db) = scene().await;
        scene.aws.operation("Query").times(3, throttled(code, &[]));
        let error = query(&db).await.expect_err("throttled");
        assert!(
            error.is_throttled() && error.throttling_reasons().is_empty(),
            "{error}"
        );
    }
}

/// The others have read on meanwhile: nothing of theirs is lost, nor read twice.
#[tokio::test(start_paused = true)]
async fn a_throttled_segment_leaves_a_checkpoint_of_all() {
    for code in CODES {
        let (scene, db) = scene().await;
        let busy = scene
            .aws
            .operation("Scan")
            .matching("of the last segment", |sent| sent.json()["Segment"] == 3);
        busy.times(
            3,
            throttled(code, &[("TableReadKeyRangeThroughputExceeded", TABLE)])
                .after(Duration::from_millis(1)),
        );
        let mut pages = scan(&db).parallel(4).pages();
        let mut read = Vec::new();
        let error = loop {
            match pages.next().await.expect("an error before the end") {
                Ok(page) => read.extend(numbers(&page.items)),
                Err(error) => break error,
            }
        };
        assert!(error.is_throttled(), "{code}: {error}");
        // 13, 13 and 12 orders in the others.
        assert_eq!(
            read.len(),
            38,
            "{code}: the others went on while one was throttled"
        );
        let mut rest = scan(&db).parallel(4).resume(pages.checkpoint()).pages();
        while let Some(page) = rest.next().await {
            read.extend(numbers(&page.unwrap().items));
        }
        read.sort_unstable();
        assert_eq!(read, (0..ORDERS).collect::<Vec<_>>(), "{code}");
    }
}
