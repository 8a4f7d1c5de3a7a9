//! What a query can be filtered by, known before anything is sent.

use behaviour::{FakeAws, dynamodb};
use dynamo_model::{Dynamo, Error, prelude::*};
use serde_json::json;

#[derive(DynamoModel, Debug)]
#[dynamo(meta(table_name = "parcels"))]
#[dynamo(index(ByPlace, name = "by_place", partition = place, sort = since))]
struct Parcel {
    #[dynamo(partition_key)]
    customer: String,
    #[dynamo(sort_key)]
    number: u32,
    place: String,
    since: u64,
}

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
