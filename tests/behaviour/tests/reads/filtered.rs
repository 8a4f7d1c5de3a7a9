//! What reads can be filtered by, known before anything is sent, and how they ask for it.

use behaviour::{FakeAws, dynamodb};
use dynamo_model::{Dynamo, Error, prelude::*};
use serde_json::{Value, json};

use crate::scene::{ByPlace, Parcel, ParcelPartition, answer};

#[tokio::test]
async fn what_a_query_reads_by_is_no_filter() {
    let aws = FakeAws::new();
    let nothing = json!({ "Items": [], "Count": 0, "ScannedCount": 0 });
    aws.dynamodb().always(dynamodb::success(&nothing));
    let db = Dynamo::from_sdk_config(&aws.sdk_config().build());
    let table = || Parcel::query(&db, ParcelPartition::new("acme"));
    let index = || Parcel::query(&db, ByPlace::new("hall"));

    let told = [
        table().filter(|p| p.number.gt(7)).await.unwrap_err(),
        table()
            .filter(|p| p.place.eq("x") & p.customer.ne("x"))
            .await
            .unwrap_err(),
        index().filter(|p| !p.since.gt(7_u64)).await.unwrap_err(),
    ];
    let attributes = told.map(|error| match error {
        Error::Expression(error) => (error.attribute().unwrap(), error.to_string()),
        other => panic!("{other:?}"),
    });
    assert_eq!(
        attributes.each_ref().map(|(name, _)| &**name),
        ["number", "customer", "since"]
    );
    assert_eq!(
        attributes[0].1,
        "`Parcel`: attribute `number` is of the key that the query reads by, and DynamoDB filters a query by others only; \
         narrow it by `.sort(..)`"
    );
    assert_eq!(aws.dynamodb().requests().len(), 0);

    // The table's key in a query of an index, and any in a scan.
    index().filter(|p| p.number.gt(7)).await.unwrap();
    table().filter(|p| p.since.gt(7_u64)).await.unwrap();
    Parcel::scan(&db).filter(|p| p.number.gt(7)).await.unwrap();
    assert_eq!(aws.dynamodb().requests().len(), 3);
}

/// The filter of a request, with its names and numbers put back.
fn filter(request: &Value) -> String {
    let mut text = request["FilterExpression"].as_str().unwrap().to_owned();
    for (placeholder, name) in request["ExpressionAttributeNames"].as_object().unwrap() {
        text = text.replace(placeholder, name.as_str().unwrap());
    }
    let values = request["ExpressionAttributeValues"].as_object().unwrap();
    for (placeholder, value) in values {
        let value = value["N"].as_str().or(value["S"].as_str()).unwrap();
        text = text.replace(placeholder, value);
    }
    text
}

#[tokio::test]
async fn what_is_filtered_twice_has_to_meet_both_conditions() {
    let aws = FakeAws::new();
    let nothing = json!({ "Items": [], "Count": 0, "ScannedCount": 0 });
    aws.dynamodb().always(dynamodb::success(&nothing));
    let db = Dynamo::from_sdk_config(&aws.sdk_config().build());
    let query = Parcel::query(&db, ParcelPartition::new("acme"));
    let query = query.filter(|p| p.since.gt(7_u64));
    query.filter(|p| p.place.eq("hall")).await.unwrap();
    let scan = Parcel::scan(&db).filter(|p| p.since.gt(7_u64));
    scan.filter(|p| p.place.eq("hall")).await.unwrap();
    for request in aws.dynamodb().requests() {
        assert_eq!(filter(&request.json()), "since > 7 AND place = hall");
    }
}

/// What is only counted is not sent, unless a closure wants to see it.
#[tokio::test]
async fn a_count_asks_for_no_items_unless_they_are_looked_at() {
    let aws = FakeAws::new();
    aws.dynamodb().always(answer(|request| {
        let mut three = json!({ "Count": 3, "ScannedCount": 5 });
        if request["Select"] != "COUNT" {
            three["Items"] = json!([{}, {}, {}]);
        }
        three
    }));
    let db = Dynamo::from_sdk_config(&aws.sdk_config().build());
    let query = || Parcel::query(&db, ParcelPartition::new("acme"));
    let scan = || Parcel::scan(&db);
    let counts = [
        query().count().await.unwrap(),
        scan().count().await.unwrap(),
        query().pick(|_| Ok(Some(()))).count().await.unwrap(),
        scan().pick(|_| Ok(None::<()>)).count().await.unwrap(),
    ];
    assert_eq!(counts, [3, 3, 3, 0]);
    let requests = aws.dynamodb().requests();
    let select: Vec<_> = requests
        .iter()
        .map(|request| request.json()["Select"].clone())
        .collect();
    assert_eq!(
        select,
        [json!("COUNT"), json!("COUNT"), json!(null), json!(null)]
    );
}
