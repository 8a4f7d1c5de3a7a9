//! The table that requests name.

use behaviour::FakeAws;
use dynamo_model::{Dynamo, prelude::*};

use crate::read::read;

#[derive(DynamoModel)]
struct LedgerEntry {
    #[dynamo(partition_key)]
    pk: String,
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "ledger-entries"))]
struct Named {
    #[dynamo(partition_key)]
    pk: String,
}

#[tokio::test]
async fn m1_without_table_name_requests_name_the_type() {
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    read::<LedgerEntry>(&db).await.unwrap();
    read::<Named>(&db).await.unwrap();
    let tables: Vec<_> = fake
        .operation("GetItem")
        .requests()
        .iter()
        .map(|request| request.json()["TableName"].clone())
        .collect();
    assert_eq!(tables, ["LedgerEntry", "ledger-entries"]);
}

#[tokio::test]
async fn m1_a_table_named_in_code_stands_in_the_place_of_the_types_name() {
    let fake = FakeAws::new();
    let db = Dynamo::builder()
        .sdk_config(&fake.sdk_config().build())
        .table_name::<LedgerEntry>("entries-of-a-test")
        .build()
        .await
        .unwrap();
    read::<LedgerEntry>(&db).await.unwrap();
    read::<Named>(&db).await.unwrap();
    assert_eq!(fake.dynamodb().on_table("entries-of-a-test").count(), 1);
    assert_eq!(fake.dynamodb().on_table("ledger-entries").count(), 1);
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = env("TABLE", default = "entries-by-default")))]
struct NamedByVariable {
    #[dynamo(partition_key)]
    pk: String,
}

#[tokio::test]
async fn m1_a_variable_names_the_table_before_its_default() {
    for (set, expected) in [
        (Some("entries-of-a-variable"), "entries-of-a-variable"),
        (None, "entries-by-default"),
    ] {
        let fake = FakeAws::new();
        let db = Dynamo::builder()
            .sdk_config(&fake.sdk_config().build())
            .environment(move |name| set.filter(|_| name == "TABLE").map(str::to_owned))
            .build()
            .await
            .unwrap();
        read::<NamedByVariable>(&db).await.unwrap();
        assert_eq!(fake.dynamodb().on_table(expected).count(), 1);
    }
}
