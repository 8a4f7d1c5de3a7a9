//! Where a reader says that it is: the cursor of its pages and of its items, from the beginning to the end.

use dynamo_model::{
    Error,
    operation::{
        Cursor,
        CursorError::{Damaged, Elsewhere},
    },
    prelude::*,
};
use serde_json::json;

use crate::scene::{
    ByPlace, ORDERS, OrderPartition, Parcel, ParcelPartition, after, answer, drain, key, numbers,
    page, query, scan, scene, starts, take,
};

#[tokio::test(start_paused = true)]
async fn the_cursor_is_that_of_the_last_page() {
    let (_scene, db) = scene().await;
    let mut pages = query(&db).pages();
    assert!(pages.cursor().is_none(), "at the beginning");
    let mut before = None;
    while let Some(page) = pages.next().await {
        let next = page.unwrap().next;
        assert!(pages.cursor() == next.as_ref());
        assert!(before != next, "no two pages end at the same place");
        before = next;
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

/// Nothing was left out of the first page, so that it is known how many items the second one needs.
#[tokio::test(start_paused = true)]
async fn the_last_page_is_asked_for_what_is_still_wanted() {
    let (scene, db) = scene().await;
    let read = numbers(&scan(&db).page_size(10).limit(15).all().await.unwrap());
    assert_eq!(read, (0..15).collect::<Vec<_>>());
    let requests = scene.aws.dynamodb().requests();
    let limits: Vec<_> = requests
        .iter()
        .map(|request| request.json()["Limit"].clone())
        .collect();
    assert_eq!(limits, [10, 5]);
}

/// A page of parts that do not tell where they stand can't be cut.
#[tokio::test(start_paused = true)]
async fn a_stream_of_parts_ends_at_its_limit() {
    let (scene, db) = scene().await;
    let parts = vec![json!({ "customer": { "S": "acme" } }); 10];
    let parts =
        json!({ "Items": parts, "Count": 10, "ScannedCount": 11, "LastEvaluatedKey": key(10) });
    scene.aws.dynamodb().always(answer(move |_| parts.clone()));
    let mut of_query = query(&db).project(|o| o.customer).limit(15).items();
    let mut of_scan = scan(&db).project(|o| o.customer).limit(15).items();
    let mut counts = [0, 0];
    while let Some(part) = of_query.next().await {
        assert_eq!(part.unwrap(), "acme");
        counts[0] += 1;
    }
    while let Some(part) = of_scan.next().await {
        assert_eq!(part.unwrap(), "acme");
        counts[1] += 1;
    }
    assert_eq!(counts, [15, 15]);
    assert_eq!(scene.aws.dynamodb().count(), 2 + 2);
    for request in scene.aws.dynamodb().requests() {
        let asked = request.json();
        let projected = asked["ProjectionExpression"]
            .as_str()
            .expect("a projection");
        assert_eq!(asked["ExpressionAttributeNames"][projected], "customer");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_of_elsewhere_is_told_from_one_that_is_damaged() {
    let (scene, db) = scene().await;
    let one = json!({ "Items": [], "Count": 0, "ScannedCount": 0, "LastEvaluatedKey": key(1) });
    scene.aws.dynamodb().always(answer(move |_| one.clone()));
    let page = Parcel::query(&db, ParcelPartition::new("acme")).await;
    let token = page.unwrap().next.expect("a cursor").to_string();
    for _ in 0..20 {
        // Read anew, its attributes are in another order each time.
        let again: Cursor<ParcelPartition> = token.parse().unwrap();
        assert_eq!(again.to_string(), token);
    }
    let refused = [
        token.parse::<Cursor<ByPlace>>().unwrap_err(),
        token.parse::<Cursor<OrderPartition>>().unwrap_err(),
        token[1..].parse::<Cursor<ParcelPartition>>().unwrap_err(),
        "".parse::<Cursor<ParcelPartition>>().unwrap_err(),
    ];
    assert_eq!(refused, [Elsewhere, Elsewhere, Damaged, Damaged]);
    assert_eq!(
        [Elsewhere, Damaged].map(|error| error.to_string()),
        [
            "the cursor belongs to another model or index; begin without one",
            "the cursor is damaged; begin without one",
        ]
    );
}
