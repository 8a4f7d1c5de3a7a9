//! Where a reader says that it is: the cursor of its pages and of its items, from the beginning to the end.

use dynamo_model::Error;
use serde_json::json;

use crate::scene::{
    ORDERS, after, answer, drain, key, numbers, page, query, scan, scene, starts, take,
};

#[tokio::test(start_paused = true)]
async fn the_cursor_is_that_of_the_last_page() {
    let (_scene, db) = scene().await;
    let mut pages = query(&db).pages();
    assert!(pages.cursor().is_none(), "at the beginning");
    while let Some(page) = pages.next().await {
        assert!(pages.cursor() == page.unwrap().next.as_ref());
    }
    assert!(pages.cursor().is_none(), "after the end");
}

/// An item that the model can't read fails its page: the items before it in that page are not lost.
#[tokio::test(start_paused = true)]
async fn a_page_that_can_t_be_read_keeps_its_cursor() {
    let (scene, db) = scene().await;
    let third = after(&scene.aws.dynamodb(), 19);
    let strange = json!({ "customer": { "S": "acme" }, "number": { "S": "twenty-five" } });
    third.next(answer(move |_| {
        json!({ "Items": [key(20), strange], "Count": 2, "ScannedCount": 2, "LastEvaluatedKey": key(29) })
    }));
    let mut pages = scan(&db).pages();
    let (read, error) = drain(&mut pages).await;
    assert!(matches!(error, Some(Error::Convert(_))), "{error:?}");
    let cursor = pages.cursor().expect("after two pages").clone();
    let rest = numbers(&scan(&db).after(cursor).all().await.unwrap());
    assert_eq!([read, rest].concat(), (0..ORDERS).collect::<Vec<_>>());
}

/// So it is for who reads item by item.
#[tokio::test(start_paused = true)]
async fn items_whose_next_page_fails_go_on_behind_those_that_came() {
    let (scene, db) = scene().await;
    let third = after(&scene.aws.dynamodb(), 19);
    third.next(behaviour::dynamodb::access_denied());
    let mut items = scan(&db).items();
    let (read, error) = take(&mut items, usize::MAX).await;
    assert!(error.is_some_and(|error| error.is_access_denied()));
    assert_eq!(read, (0..20).collect::<Vec<_>>());
    assert!(items.next().await.is_none(), "it has ended");
    let cursor = items.cursor().expect("after two pages").clone();
    let rest = numbers(&scan(&db).after(cursor).all().await.unwrap());
    assert_eq!(rest, (20..ORDERS).collect::<Vec<_>>());
}

/// With a limit that ends within a page, the cursor is where the items that were not wanted begin.
#[tokio::test(start_paused = true)]
async fn a_limit_within_a_page_leaves_the_cursor_behind_the_last_item() {
    let (scene, db) = scene().await;
    // A filter, or DynamoDB would be asked for five only.
    scene.aws.operation("Scan").always(page());
    let mut items = scan(&db)
        .filter(|order| order.number.ge(0_u32))
        .limit(15)
        .items();
    let (read, error) = take(&mut items, usize::MAX).await;
    assert!(error.is_none(), "{error:?}");
    let cursor = items.cursor().expect("within the second page").clone();
    let rest = numbers(&scan(&db).after(cursor).all().await.unwrap());
    assert_eq!([read, rest].concat(), (0..ORDERS).collect::<Vec<_>>());
    assert_eq!(starts(&scene.aws)[..3], [None, Some(9), Some(14)]);
}
