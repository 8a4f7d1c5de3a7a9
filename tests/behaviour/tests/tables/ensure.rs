//! M4: what is missing of a table is created, and nothing else is sent.

use std::time::Duration;

use behaviour::dynamodb;
use dynamo_model::{
    Error,
    prelude::*,
    table::{Aspect, Drift},
};
use serde_json::{Value, json};

use crate::{
    model::{Order, Parcel, Plain, Vault},
    scene::{Scene, accepted, found, refused},
};

#[tokio::test(start_paused = true)]
async fn m4_a_missing_table_takes_three_requests() {
    let scene = Scene::new().await;
    scene.has_no_table();
    Order::ensure_table(&scene.db).await.unwrap();
    assert_eq!(
        scene.sent(),
        ["DescribeTable", "CreateTable", "UpdateTimeToLive"]
    );
    let expected = json!({
        "TableName": "orders",
        "KeySchema": [
            { "AttributeName": "customer", "KeyType": "HASH" },
            { "AttributeName": "number", "KeyType": "RANGE" },
        ],
        "AttributeDefinitions": [
            { "AttributeName": "customer", "AttributeType": "S" },
            { "AttributeName": "number", "AttributeType": "N" },
        ],
        "BillingMode": "PAY_PER_REQUEST",
        "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES" },
        "Tags": [{ "Key": "team", "Value": "billing" }],
    });
    assert_eq!(scene.only("CreateTable"), expected, "and no throughput");
    let expected = json!({
        "TableName": "orders",
        "TimeToLiveSpecification": { "Enabled": true, "AttributeName": "expires_at" },
    });
    assert_eq!(scene.only("UpdateTimeToLive"), expected);
}

#[tokio::test(start_paused = true)]
async fn m5_the_time_to_live_waits_for_the_table() {
    let scene = Scene::new().await;
    let describe = scene.aws.operation("DescribeTable");
    describe.next(dynamodb::resource_not_found());
    describe.times(2, found("CREATING"));
    scene
        .aws
        .operation("CreateTable")
        .next(accepted("CREATING"));
    Order::ensure_table(&scene.db).await.unwrap();
    let expected = [
        "DescribeTable",
        "CreateTable",
        "DescribeTable",
        "DescribeTable",
        "DescribeTable",
        "UpdateTimeToLive",
    ];
    assert_eq!(scene.sent(), expected);
}

#[tokio::test(start_paused = true)]
async fn m4_a_table_as_the_model_says_is_only_looked_at() {
    let scene = Scene::new().await;
    scene.has_table(&Order::table());
    for status in ["ENABLED", "ENABLING"] {
        scene.has_time_to_live(status, Some("expires_at"));
        Order::ensure_table(&scene.db).await.unwrap();
    }
    let looks = ["DescribeTable", "DescribeTimeToLive"];
    assert_eq!(scene.sent(), [looks, looks].concat());
}

#[tokio::test(start_paused = true)]
async fn m4_a_model_without_time_to_live_does_not_ask_about_it() {
    let scene = Scene::new().await;
    scene.has_table(&Parcel::table());
    Parcel::ensure_table(&scene.db).await.unwrap();
    assert_eq!(scene.sent(), ["DescribeTable"]);
}

#[tokio::test(start_paused = true)]
async fn m4_time_to_live_that_is_off_is_turned_on() {
    let scene = Scene::new().await;
    scene.has_table(&Order::table());
    scene.has_time_to_live("DISABLED", None);
    Order::ensure_table(&scene.db).await.unwrap();
    let expected = ["DescribeTable", "DescribeTimeToLive", "UpdateTimeToLive"];
    assert_eq!(scene.sent(), expected);
}

#[tokio::test(start_paused = true)]
async fn m4_time_to_live_that_another_turned_on_meanwhile_is_right() {
    let scene = Scene::new().await;
    scene.has_table(&Order::table());
    let told = json!({ "TimeToLiveDescription": { "TimeToLiveStatus": "DISABLED" } });
    let describe = scene.aws.operation("DescribeTimeToLive");
    describe.next(dynamodb::success(&told));
    scene.has_time_to_live("ENABLING", Some("expires_at"));
    let update = scene.aws.operation("UpdateTimeToLive");
    update.always(refused("ValidationException"));
    Order::ensure_table(&scene.db).await.unwrap();

    scene.has_time_to_live("DISABLING", Some("expires_at"));
    let error = Order::ensure_table(&scene.db).await.unwrap_err();
    assert!(
        error.to_string().contains("refused UpdateTimeToLive"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn m4_missing_indexes_are_added_one_by_one() {
    let scene = Scene::new().await;
    let (place, status) = ("by_place", "by_status");
    let describe = scene.aws.operation("DescribeTable");
    let tables = [
        vec![],
        vec![Parcel::index(place, "CREATING")],
        vec![Parcel::index(place, "ACTIVE")],
        vec![
            Parcel::index(place, "ACTIVE"),
            Parcel::index(status, "CREATING"),
        ],
    ];
    for indexes in tables {
        let table = Parcel::table_with(&indexes);
        describe.next(dynamodb::success(&json!({ "Table": table })));
    }
    scene.has_table(&Parcel::table());
    let update = scene.aws.operation("UpdateTable");
    update.always(accepted("UPDATING"));
    Parcel::ensure_table(&scene.db).await.unwrap();
    let expected = [
        "DescribeTable",
        "UpdateTable",
        "DescribeTable",
        "DescribeTable",
        "UpdateTable",
        "DescribeTable",
        "DescribeTable",
    ];
    assert_eq!(scene.sent(), expected);
    let sent: Vec<Value> = update.requests().iter().map(|sent| sent.json()).collect();
    let created = |sent: &Value| sent["GlobalSecondaryIndexUpdates"][0]["Create"].clone();
    let expected = json!({
        "IndexName": place,
        "KeySchema": Parcel::index(place, "")["KeySchema"],
        "Projection": { "ProjectionType": "ALL" },
    });
    assert_eq!(created(&sent[0]), expected);
    let defined = sent[1]["AttributeDefinitions"].clone();
    let expected = json!([{ "AttributeName": "status", "AttributeType": "S" }]);
    assert_eq!(defined, expected, "DynamoDB refuses those of other keys");
    assert_eq!(created(&sent[1])["IndexName"], status);
}

#[tokio::test(start_paused = true)]
async fn m4_an_index_of_a_provisioned_table_has_the_tables_capacity() {
    let scene = Scene::new().await;
    let mut table = Parcel::table_with(&[Parcel::index("by_place", "ACTIVE")]);
    table["BillingModeSummary"] = Value::Null;
    table["ProvisionedThroughput"] = json!({ "ReadCapacityUnits": 3, "WriteCapacityUnits": 4 });
    scene.has_table(&table);
    Parcel::ensure_table(&scene.db).await.unwrap();
    let created = &scene.only("UpdateTable")["GlobalSecondaryIndexUpdates"][0]["Create"];
    assert_eq!(
        created["ProvisionedThroughput"],
        json!({ "ReadCapacityUnits": 3, "WriteCapacityUnits": 4 })
    );
}

#[tokio::test(start_paused = true)]
async fn m4_an_index_that_is_being_deleted_is_made_anew() {
    let scene = Scene::new().await;
    let place = Parcel::index("by_place", "ACTIVE");
    let leaving = Parcel::index("by_status", "DELETING");
    let describe = scene.aws.operation("DescribeTable");
    let table = Parcel::table_with(&[place.clone(), leaving]);
    describe.next(dynamodb::success(&json!({ "Table": table })));
    scene.has_table(&Parcel::table_with(&[place]));
    Parcel::ensure_table(&scene.db).await.unwrap();
    assert_eq!(
        scene.sent(),
        ["DescribeTable", "DescribeTable", "UpdateTable"]
    );
}

#[tokio::test(start_paused = true)]
async fn m5_an_index_that_fills_is_waited_for_up_to_the_deadline() {
    let scene = Scene::new().await;
    let indexes = [
        Parcel::index("by_place", "ACTIVE"),
        Parcel::index("by_status", "CREATING"),
    ];
    scene.has_table(&Parcel::table_with(&indexes));
    let error = Parcel::ensure_table(&scene.db)
        .deadline(Duration::from_secs(60))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`Parcel`: waited 60s for the table `parcels` to become `ACTIVE`; its index `by_status` was `CREATING` when last \
         seen"
    );
    assert_eq!(scene.aws.operation("UpdateTable").count(), 0);
}

#[tokio::test(start_paused = true)]
async fn m4_a_table_that_another_creates_at_the_same_time_is_waited_for() {
    let scene = Scene::new().await;
    let describe = scene.aws.operation("DescribeTable");
    describe.next(dynamodb::resource_not_found());
    describe.next(found("CREATING"));
    scene.has_table(&Order::table());
    scene
        .aws
        .operation("CreateTable")
        .always(refused("ResourceInUseException"));
    scene.has_time_to_live("ENABLED", Some("expires_at"));
    Order::ensure_table(&scene.db).await.unwrap();
    let expected = [
        "DescribeTable",
        "CreateTable",
        "DescribeTable",
        "DescribeTable",
        "DescribeTimeToLive",
    ];
    assert_eq!(scene.sent(), expected);
}

#[tokio::test(start_paused = true)]
async fn m4_a_table_that_is_being_deleted_is_created_when_it_is_gone() {
    let scene = Scene::new().await;
    scene
        .aws
        .operation("DescribeTable")
        .times(2, found("DELETING"));
    scene.has_no_table();
    Plain::ensure_table(&scene.db).await.unwrap();
    let looks = ["DescribeTable"; 3];
    assert_eq!(scene.sent(), [&looks[..], &["CreateTable"]].concat());
}

#[tokio::test(start_paused = true)]
async fn m4_point_in_time_recovery_is_turned_on_where_it_is_off() {
    let scene = Scene::new().await;
    scene.has_table(&Vault::table());
    let describe = scene.aws.operation("DescribeContinuousBackups");
    for (status, turned_on) in [("DISABLED", 1), ("ENABLED", 1)] {
        describe.next(dynamodb::success(
            &json!({ "ContinuousBackupsDescription": {
            "ContinuousBackupsStatus": "ENABLED",
            "PointInTimeRecoveryDescription": { "PointInTimeRecoveryStatus": status },
        } }),
        ));
        Vault::ensure_table(&scene.db).await.unwrap();
        let update = scene.aws.operation("UpdateContinuousBackups");
        assert_eq!(update.count(), turned_on, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn m4_a_table_that_cannot_fit_is_told_whole_and_left_alone() {
    let scene = Scene::new().await;
    let mut table = Parcel::table();
    table["KeySchema"] = json!([{ "AttributeName": "sender", "KeyType": "HASH" }]);
    table["LocalSecondaryIndexes"] = json!([]);
    // It lacks an attribute, which can't be added; and the other index is missing, which can.
    let mut status = Parcel::index("by_status", "ACTIVE");
    status["Projection"]["NonKeyAttributes"] = json!(["city"]);
    table["GlobalSecondaryIndexes"] = json!([status]);
    scene.has_table(&table);
    let error = Parcel::ensure_table(&scene.db).await.unwrap_err();
    assert_eq!(scene.sent(), ["DescribeTable"]);
    assert_eq!(
        error.to_string(),
        "`Parcel`: the table `parcels` does not fit, and is left as it is; \
         key: must be partition key `sender` (S), sort key `number` (S), but is partition key `sender` (S); \
         index `by_status`: must be global with partition key `status` (S), projecting `INCLUDE` `weight` `city`, \
         but is global with partition key `status` (S), projecting `INCLUDE` `city`; \
         index `by_weight`: must be local with partition key `sender` (S), sort key `weight` (N), projecting `KEYS_ONLY`, \
         but there is none"
    );
    let Error::Mismatch(mismatch) = error else {
        panic!("not a mismatch: {error:?}");
    };
    let aspects: Vec<_> = mismatch.drifts().iter().map(Drift::aspect).collect();
    let expected = [
        Aspect::Key,
        Aspect::Index("by_status"),
        Aspect::Index("by_weight"),
    ];
    assert_eq!(aspects, expected);
    assert_eq!(
        (mismatch.model(), mismatch.table_name()),
        ("Parcel", "parcels")
    );
}

#[tokio::test(start_paused = true)]
async fn m4_an_index_that_does_not_serve_the_model_is_told() {
    let keys_only = json!({ "ProjectionType": "KEYS_ONLY" });
    let include = json!({ "ProjectionType": "INCLUDE", "NonKeyAttributes": ["status"] });
    let of_weight = json!([{ "AttributeName": "weight", "KeyType": "HASH" }]);
    for (name, member, other) in [
        ("by_place", "Projection", &keys_only),
        ("by_place", "Projection", &include),
        ("by_place", "KeySchema", &of_weight),
        ("by_status", "Projection", &keys_only),
        ("by_status", "KeySchema", &of_weight),
    ] {
        let scene = Scene::new().await;
        let mut indexes = ["by_place", "by_status"].map(|name| Parcel::index(name, "ACTIVE"));
        for index in &mut indexes {
            if index["IndexName"] == name {
                index[member] = other.clone();
            }
        }
        scene.has_table(&Parcel::table_with(&indexes));
        let error = Parcel::ensure_table(&scene.db).await.unwrap_err();
        let Error::Mismatch(mismatch) = error else {
            panic!("not a mismatch: {error:?}");
        };
        let aspects: Vec<_> = mismatch.drifts().iter().map(Drift::aspect).collect();
        assert_eq!(aspects, [Aspect::Index(name)], "{other}");
        assert_eq!(scene.sent(), ["DescribeTable"]);
    }
}

#[tokio::test(start_paused = true)]
async fn m4_a_local_index_is_not_served_by_a_global_one() {
    let scene = Scene::new().await;
    let mut table = Parcel::table();
    let mut weight = table["LocalSecondaryIndexes"].take()[0].clone();
    weight["IndexStatus"] = "ACTIVE".into();
    let global = table["GlobalSecondaryIndexes"].as_array_mut();
    global.unwrap().push(weight);
    scene.has_table(&table);
    let error = Parcel::ensure_table(&scene.db).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`Parcel`: the table `parcels` does not fit, and is left as it is; \
         index `by_weight`: must be local with partition key `sender` (S), sort key `weight` (N), projecting `KEYS_ONLY`, \
         but is global with partition key `sender` (S), sort key `weight` (N), projecting `KEYS_ONLY`"
    );
}

/// What is sent until DynamoDB refuses the last of it.
async fn sent_until_refused<M: DynamoItem>(refused: &str, table: Option<&Value>) -> Vec<String> {
    let scene = Scene::new().await;
    match table {
        Some(table) => scene.has_table(table),
        None => scene.has_no_table(),
    }
    scene
        .aws
        .operation(refused)
        .always(dynamodb::access_denied());
    let error = M::ensure_table(&scene.db).await.unwrap_err();
    assert!(error.is_access_denied(), "{error}");
    assert!(error.to_string().contains(refused), "{error}");
    scene.sent()
}

#[tokio::test(start_paused = true)]
async fn m4_a_refusal_is_told_and_nothing_else_is_tried() {
    let look = "DescribeTable";
    let sent = sent_until_refused::<Plain>(look, None).await;
    assert_eq!(sent, [look], "it may be there or not");
    let create = "CreateTable";
    let sent = sent_until_refused::<Plain>(create, None).await;
    assert_eq!(sent, [look, create]);
    let backups = "DescribeContinuousBackups";
    let sent = sent_until_refused::<Vault>(backups, Some(&Vault::table())).await;
    assert_eq!(sent, [look, backups]);
    let backups = "UpdateContinuousBackups";
    let sent = sent_until_refused::<Vault>(backups, None).await;
    assert_eq!(sent, [look, create, backups]);
}

#[tokio::test(start_paused = true)]
async fn m4_items_that_expire_by_another_attribute_are_told() {
    let scene = Scene::new().await;
    scene.has_table(&Order::table());
    scene.has_time_to_live("ENABLED", Some("gone_at"));
    let error = Order::ensure_table(&scene.db).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`Order`: the table `orders` does not fit, and is left as it is; \
         time to live: must be by `expires_at`, but is by `gone_at`"
    );
    assert_eq!(scene.sent(), ["DescribeTable", "DescribeTimeToLive"]);
}

#[tokio::test(start_paused = true)]
async fn m4_an_index_that_holds_more_than_the_model_asks_for_is_left_alone() {
    let scene = Scene::new().await;
    let mut status = Parcel::index("by_status", "ACTIVE");
    status["Projection"] = json!({ "ProjectionType": "ALL" });
    let other = json!({ "IndexName": "of_another_model", "IndexStatus": "CREATING" });
    let indexes = [Parcel::index("by_place", "ACTIVE"), status, other];
    scene.has_table(&Parcel::table_with(&indexes));
    Parcel::ensure_table(&scene.db).await.unwrap();
    assert_eq!(scene.sent(), ["DescribeTable"]);
}
