//! Queries and scans of tables and indexes.

use dynamo_model::{Dynamo, operation::Cursor, prelude::*};

use crate::table;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "orders"),
    index(ByStatus, partition = status, sort = total),
    index(
        ByDay,
        name = "day-region",
        partition = day,
        sort = [region, total],
        project = memo
    ),
    index(Statuses, partition = status, project = keys_only),
    local_index(ByTotal, sort = total)
)]
struct Order {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u64,
    #[dynamo(rename = "s")]
    status: Status,
    total: u64,
    day: Option<u32>,
    region: String,
    memo: Option<String>,
}

#[derive(DynamoValue, Debug, Clone, Copy, PartialEq)]
enum Status {
    Open,
    Paid,
}

/// 20 orders of "acme", of which every fourth is paid, and one of "else".
async fn orders(db: &Dynamo) -> Vec<Order> {
    table::create::<Order>(db).await;
    let mut orders = Vec::new();
    for number in 1..=20 {
        let mut order = Order {
            customer: "acme".into(),
            number,
            status: if number % 4 == 0 {
                Status::Paid
            } else {
                Status::Open
            },
            total: 1000 - number,
            day: (number % 2 == 0).then_some(7),
            region: if number <= 10 { "eu" } else { "us" }.into(),
            memo: Some("x".repeat(10)),
        };
        order.create(db).await.expect("a new order");
        orders.push(order);
    }
    let mut other = Order {
        customer: "else".into(),
        ..orders[0].clone()
    };
    other.create(db).await.expect("a new order");
    orders
}

fn numbers(orders: &[Order]) -> Vec<u64> {
    orders.iter().map(|order| order.number).collect()
}

/// A partition of the table, narrowed by its sort key, in both directions.
///
/// # Panics
///
/// When a promise is not kept.
pub async fn a_partition_is_read_in_the_order_of_its_sort_key(db: &Dynamo) {
    let orders = orders(db).await;
    let acme = || OrderPartition::new("acme");
    let all = Order::query(db, acme()).all().await.expect("orders");
    assert_eq!(all, orders);
    let some = Order::query(db, acme()).sort(|s| s.between(5, 7));
    assert_eq!(numbers(&some.all().await.expect("orders")), [5, 6, 7]);
    let last = Order::query(db, acme()).descending().limit(3);
    assert_eq!(numbers(&last.all().await.expect("orders")), [20, 19, 18]);
    let first = Order::query(db, acme()).sort(|s| s.gt(18)).first().await;
    assert_eq!(first.expect("an order").map(|order| order.number), Some(19));
    let one = Order::query(db, acme()).sort(|s| s.eq(4)).consistent();
    assert_eq!(one.count().await.expect("a count"), 1);
    let none = Order::query(db, OrderPartition::new("nobody"));
    assert_eq!(none.all().await.expect("no orders"), []);
}

/// Filters, projections and limits together.
///
/// # Panics
///
/// When a promise is not kept.
pub async fn filters_projections_and_limits_go_together(db: &Dynamo) {
    orders(db).await;
    let paid =
        || Order::query(db, OrderPartition::new("acme")).filter(|o| o.status.eq(Status::Paid));
    assert_eq!(
        numbers(&paid().all().await.expect("orders")),
        [4, 8, 12, 16, 20]
    );
    assert_eq!(
        numbers(&paid().page_size(3).limit(2).all().await.expect("orders")),
        [4, 8]
    );
    assert_eq!(paid().page_size(3).count().await.expect("a count"), 5);
    let pairs = paid().project(|o| (o.number, o.total)).limit(2).all().await;
    assert_eq!(pairs.expect("pairs"), [(4, 996), (8, 992)]);
}

/// Pages go on where they ended, also through a token.
///
/// # Panics
///
/// When a promise is not kept.
pub async fn a_page_goes_on_where_it_ended(db: &Dynamo) {
    let orders = orders(db).await;
    let mut read = Vec::new();
    let mut token: Option<String> = None;
    loop {
        let query = Order::query(db, OrderPartition::new("acme")).page_size(6);
        let query = match &token {
            Some(token) => {
                let cursor: Cursor<OrderPartition> = token.parse().expect("a cursor");
                query.after(cursor)
            }
            None => query,
        };
        let page = query.await.expect("a page");
        assert!(page.items.len() <= 6);
        read.extend(page.items);
        match page.next {
            Some(cursor) => token = Some(cursor.to_string()),
            None => break,
        }
    }
    assert_eq!(read, orders);
    // A filter and a limit: the page is cut, and its cursor stands where it was cut.
    let open =
        || Order::query(db, OrderPartition::new("acme")).filter(|o| o.status.eq(Status::Open));
    let page = open().limit(2).await.expect("a page");
    assert_eq!(numbers(&page.items), [1, 2]);
    let rest = open().after(page.next.expect("more")).all().await;
    assert_eq!(
        rest.expect("orders").first().map(|order| order.number),
        Some(3)
    );
    // A token of the table is none of an index.
    let token = token.expect("a token");
    assert!(token.parse::<Cursor<ByTotal>>().is_err());
    assert!("x".parse::<Cursor<OrderPartition>>().is_err());
}

/// Global, local and multi-attribute indexes, whole items and parts.
///
/// # Panics
///
/// When a promise is not kept.
pub async fn indexes_are_read_as_what_they_hold(db: &Dynamo) {
    orders(db).await;
    let paid = Order::query(db, ByStatus::new(Status::Paid)).sort(|s| s.lt(990));
    assert_eq!(numbers(&paid.all().await.expect("orders")), [20, 16, 12]);
    let local = Order::query(db, ByTotal::new("acme"))
        .sort(|s| s.le(982))
        .consistent();
    assert_eq!(numbers(&local.all().await.expect("orders")), [20, 19, 18]);
    let keys: Vec<StatusesItem> = Order::query(db, Statuses::new(Status::Paid))
        .limit(1)
        .all()
        .await
        .expect("keys");
    assert_eq!(keys.len(), 1);
    assert_eq!(keys[0].status, Status::Paid);
    let parts = Order::query(db, ByDay::new(7))
        .sort(|s| s.eq("eu"))
        .sort(|s| s.ge(994))
        .all()
        .await
        .expect("parts");
    let parts: Vec<_> = parts.iter().map(|part| (part.number, part.total)).collect();
    assert_eq!(parts, [(6, 994), (4, 996), (2, 998)]);
    let scanned = Order::scan_index::<ByTotal>(db)
        .all()
        .await
        .expect("orders");
    assert_eq!(scanned.len(), 21);
}

/// Scans, whole and in segments, go on after a restart.
///
/// # Panics
///
/// When a promise is not kept.
pub async fn a_scan_in_segments_goes_on_after_a_restart(db: &Dynamo) {
    orders(db).await;
    assert_eq!(Order::scan(db).all().await.expect("orders").len(), 21);
    assert_eq!(Order::scan(db).count().await.expect("a count"), 21);
    let mut stream = Order::scan(db).page_size(4).items();
    let mut count = 0;
    while let Some(order) = stream.next().await {
        order.expect("an order");
        count += 1;
    }
    assert_eq!(count, 21);

    let mut seen = Vec::new();
    let mut pages = Order::scan(db).page_size(2).parallel(3).pages();
    for _ in 0..3 {
        if let Some(page) = pages.next().await {
            seen.extend(page.expect("a page").items);
        }
    }
    let checkpoint = pages.checkpoint().to_string();
    drop(pages);
    let mut pages = Order::scan(db)
        .page_size(2)
        .parallel(3)
        .resume(checkpoint.parse().expect("a checkpoint"))
        .pages();
    while let Some(page) = pages.next().await {
        seen.extend(page.expect("a page").items);
    }
    let mut keys: Vec<_> = seen
        .iter()
        .map(|o| (o.customer.clone(), o.number))
        .collect();
    keys.sort();
    keys.dedup();
    assert_eq!((seen.len(), keys.len()), (21, 21), "each once");
}
