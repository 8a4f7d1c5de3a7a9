//! A table of numbered orders, read page by page, and readers of it.

use behaviour::{Answer, FakeAws, Paused, Reply, Route};
use dynamo_model::{
    Dynamo, Error,
    operation::{Items, Pages, Query, Scan},
    partition::Table,
    prelude::*,
};
use serde_json::{Value, json};

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "orders"))]
pub struct Order {
    #[dynamo(partition_key)]
    pub customer: String,
    #[dynamo(sort_key)]
    pub number: u32,
}

/// What has an index beside its key.
#[derive(DynamoModel, Debug)]
#[dynamo(meta(table_name = "parcels"))]
#[dynamo(index(ByPlace, name = "by_place", partition = place, sort = since))]
pub struct Parcel {
    #[dynamo(partition_key)]
    pub customer: String,
    #[dynamo(sort_key)]
    pub number: u32,
    pub place: String,
    pub since: u64,
}

/// Orders in the table, and in each page of it.
pub const ORDERS: u32 = 50;
pub const PAGE: u32 = 10;

/// That table on a paused clock, and a handle that reaches it.
pub async fn scene() -> (Paused, Dynamo) {
    let scene = Paused::new();
    fill(&scene.aws);
    let db = scene.dynamo().await;
    (scene, db)
}

pub fn query(db: &Dynamo) -> Query<OrderPartition> {
    Order::query(db, OrderPartition::new("acme"))
}

pub fn scan(db: &Dynamo) -> Scan<Table<Order>> {
    Order::scan(db)
}

pub fn key(number: u32) -> Value {
    json!({ "customer": { "S": "acme" }, "number": { "N": number.to_string() } })
}

fn number(key: &Value) -> u32 {
    let number = key["number"]["N"].as_str().expect("the number of an order");
    number.parse().expect("a number")
}

/// Where a request begins: at the beginning, or after an order.
pub fn start(request: &Value) -> Option<u32> {
    let start = &request["ExclusiveStartKey"];
    (!start.is_null()).then(|| number(start))
}

/// Of these requests, those that begin after an order.
pub fn after(route: &Route, number: u32) -> Route {
    let what = format!("after {number}");
    route.matching(&what, move |sent| start(&sent.json()) == Some(number))
}

/// The page that a query, a scan, or a segment of one asks for, [`PAGE`] orders at the most. The segments of a scan have
/// every so-manieth order each.
pub fn page() -> Answer {
    answer(body_of_page)
}

/// The same, where it tells that it has cost so many capacity units.
pub fn page_for(units: f64) -> Answer {
    answer(move |request| {
        let mut body = body_of_page(request);
        body["ConsumedCapacity"] = json!({ "TableName": "orders", "CapacityUnits": units });
        body
    })
}

fn body_of_page(request: &Value) -> Value {
    let segment = request["Segment"].as_u64().unwrap_or(0);
    let segments = request["TotalSegments"].as_u64().unwrap_or(1);
    let (segment, segments): (u32, u32) =
        (segment.try_into().unwrap(), segments.try_into().unwrap());
    let after = start(request);
    let all = (0..ORDERS).filter(|number| number % segments == segment);
    let mut open = all.filter(|number| after.is_none_or(|after| *number > after));
    let limit = request["Limit"].as_u64().unwrap_or(PAGE.into());
    let items: Vec<_> = open.by_ref().take(limit.try_into().unwrap()).collect();
    let mut answer = json!({
        "Items": items.iter().copied().map(key).collect::<Vec<_>>(),
        "Count": items.len(),
        "ScannedCount": items.len(),
    });
    if open.next().is_some() {
        answer["LastEvaluatedKey"] = key(items[items.len() - 1]);
    }
    answer
}

/// All keys that a batch asks for.
pub fn batch() -> Answer {
    answer(|request| {
        let keys = &request["RequestItems"]["orders"]["Keys"];
        json!({ "Responses": { "orders": keys }, "UnprocessedKeys": {} })
    })
}

/// An answer worked out from the request.
pub fn answer(body: impl Fn(&Value) -> Value + Send + Sync + 'static) -> Answer {
    Answer::new(move |request, _| Reply::Response {
        status: 200,
        headers: vec![("content-type".into(), "application/x-amz-json-1.0".into())],
        body: body(&request.json()).to_string().into_bytes(),
    })
}

/// Makes every read find its orders.
pub fn fill(aws: &FakeAws) {
    aws.operation("Query").always(page());
    aws.operation("Scan").always(page());
    aws.operation("BatchGetItem").always(batch());
}

/// Where the requests for pages began, in their order.
pub fn starts(aws: &FakeAws) -> Vec<Option<u32>> {
    let requests = aws.dynamodb().requests();
    requests.iter().map(|sent| start(&sent.json())).collect()
}

pub fn numbers(orders: &[Order]) -> Vec<u32> {
    orders.iter().map(|order| order.number).collect()
}

/// Reads on until the end or an error.
pub async fn drain<P>(pages: &mut Pages<P, Order>) -> (Vec<u32>, Option<Error>)
where
    P: dynamo_model::partition::Place<Model = Order>,
{
    let mut read = Vec::new();
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => read.extend(numbers(&page.items)),
            Err(error) => return (read, Some(error)),
        }
    }
    (read, None)
}

/// The same, item by item and only so many.
pub async fn take<P>(items: &mut Items<P, Order>, count: usize) -> (Vec<u32>, Option<Error>)
where
    P: dynamo_model::partition::Place<Model = Order>,
{
    let mut read = Vec::new();
    while read.len() < count {
        match items.next().await {
            Some(Ok(order)) => read.push(order.number),
            Some(Err(error)) => return (read, Some(error)),
            None => break,
        }
    }
    (read, None)
}
