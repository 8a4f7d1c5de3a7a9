//! The models of these tests, and DynamoDB's answers to batches.

use behaviour::{Answer, FakeAws, Reply, Request};
use dynamo_model::prelude::*;
use serde_json::{Map, Value, json};

/// Shared by [`Order`] and [`Customer`].
#[derive(AwsAccess)]
#[dynamo(meta(aws_sts_role_arn = "arn:aws:iam::123456789012:role/shop"))]
pub struct Shop;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "orders", access = Shop))]
pub struct Order {
    #[dynamo(partition_key)]
    pub customer: String,
    #[dynamo(sort_key)]
    pub number: u32,
    pub note: String,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "customers", access = Shop))]
pub struct Customer {
    #[dynamo(partition_key)]
    pub id: String,
    #[dynamo(version)]
    pub rev: u32,
    pub blocked: bool,
}

pub fn order(number: u32) -> Order {
    Order {
        customer: "acme".into(),
        number,
        note: format!("note {number}"),
    }
}

pub fn orders(count: u32) -> Vec<Order> {
    (0..count).map(order).collect()
}

pub fn order_key(number: u32) -> OrderKey {
    OrderKey::new("acme", number)
}

pub fn customer(id: &str, rev: u32) -> Customer {
    Customer {
        id: id.into(),
        rev,
        blocked: false,
    }
}

/// What an order is in DynamoDB JSON.
pub fn stored(number: u32) -> Value {
    json!({
        "customer": { "S": "acme" },
        "number": { "N": number.to_string() },
        "note": { "S": format!("note {number}") },
    })
}

/// The numbers of the orders that a request writes to the table or reads from it, in its order.
pub fn numbers(request: &Request) -> Vec<u32> {
    let json = request.json();
    let table = &json["RequestItems"]["orders"];
    let list = table.get("Keys").unwrap_or(table).as_array();
    list.into_iter().flatten().map(number).collect()
}

fn number(entry: &Value) -> u32 {
    let put = &entry["PutRequest"]["Item"];
    let delete = &entry["DeleteRequest"]["Key"];
    [put, delete, entry]
        .into_iter()
        .find_map(|item| item["number"]["N"].as_str()?.parse().ok())
        .expect("the number of an order")
}

/// The numbers of each request of an operation.
pub fn sent(aws: &FakeAws, operation: &str) -> Vec<Vec<u32>> {
    let requests = aws.operation(operation).requests();
    requests.iter().map(|request| numbers(request)).collect()
}

/// An answer worked out from the request.
pub fn answer(body: impl Fn(&Value) -> Value + Send + Sync + 'static) -> Answer {
    Answer::new(move |request, _| Reply::Response {
        status: 200,
        headers: vec![("content-type".into(), "application/x-amz-json-1.0".into())],
        body: body(&request.json()).to_string().into_bytes(),
    })
}

/// A write batch of which everything is left for which `left` holds.
pub fn leaving(left: impl Fn(u32) -> bool + Send + Sync + 'static) -> Answer {
    answer(move |request| {
        let all = request["RequestItems"]["orders"].as_array();
        let left: Vec<_> = all
            .into_iter()
            .flatten()
            .filter(|entry| left(number(entry)))
            .cloned()
            .collect();
        let mut unprocessed = Map::new();
        if !left.is_empty() {
            unprocessed.insert("orders".into(), Value::Array(left));
        }
        json!({ "UnprocessedItems": unprocessed })
    })
}

/// A read batch that finds every order, in reverse, except those for which `left` holds.
pub fn finding_but(left: impl Fn(u32) -> bool + Send + Sync + 'static) -> Answer {
    answer(move |request| {
        let table = &request["RequestItems"]["orders"];
        let keys = table["Keys"].as_array().expect("keys");
        let (left, found): (Vec<_>, Vec<_>) = keys.iter().partition(|key| left(number(key)));
        let found: Vec<_> = found
            .into_iter()
            .rev()
            .map(|key| stored(number(key)))
            .collect();
        let mut unprocessed = Map::new();
        if !left.is_empty() {
            let mut rest = table.clone();
            rest["Keys"] = json!(left);
            unprocessed.insert("orders".into(), rest);
        }
        json!({ "Responses": { "orders": found }, "UnprocessedKeys": unprocessed })
    })
}
