//! A23: what readers print: of which model they are, and nothing of what users store.

use std::sync::{Arc, Mutex};

use dynamo_model::prelude::*;

use crate::scene::{ByPlace, Order, OrderPartition, Parcel, query, scan, scene};

#[tokio::test(start_paused = true)]
async fn a23_readers_print_models_and_indexes() {
    let (_scene, db) = scene().await;
    let classified = || Order::query(&db, OrderPartition::new("classified"));
    let by_place = || Parcel::query(&db, ByPlace::new("classified"));
    let printed = [
        format!("{:?}", classified().sort(|s| s.gt(4_711))),
        format!("{:?}", by_place().filter(|p| p.number.gt(4_711))),
        format!("{:?}", scan(&db).filter(|o| o.customer.eq("classified"))),
        format!("{:?}", Parcel::scan_index::<ByPlace>(&db)),
        format!("{:?}", classified().pages()),
        format!("{:?}", classified().items()),
        format!("{:?}", scan(&db).parallel(3)),
    ];
    assert_eq!(
        printed,
        [
            r#"Query { model: "Order", index: None, .. }"#,
            r#"Query { model: "Parcel", index: Some("by_place"), .. }"#,
            r#"Scan { model: "Order", index: None, .. }"#,
            r#"Scan { model: "Parcel", index: Some("by_place"), .. }"#,
            "Pages(..)",
            "Items(..)",
            "ParallelScan { segments: 3, .. }",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a23_places_print_no_keys() {
    let (_scene, db) = scene().await;
    let page = query(&db).await.unwrap();
    assert_eq!(format!("{:?}", page.next), "Some(Cursor(..))");
    let mut pages = scan(&db).parallel(3).pages();
    pages.next().await.expect("a page").unwrap();
    let printed = [format!("{pages:?}"), format!("{:?}", pages.checkpoint())];
    assert_eq!(
        printed,
        [
            "ParallelPages { segments: 3, .. }",
            "Checkpoint { segments: 3, .. }",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a23_an_item_that_is_looked_at_prints_nothing_of_itself() {
    let (_scene, db) = scene().await;
    let printed = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&printed);
    let first = query(&db).pick(move |item| {
        seen.lock().unwrap().push(format!("{item:?}"));
        Ok(Some(()))
    });
    first.await.unwrap();
    assert_eq!(*printed.lock().unwrap(), ["Lent(..)"; 10]);
}
