//! M7: what differs is named, and nothing is changed.

use behaviour::dynamodb;
use dynamo_model::{
    prelude::*,
    table::{Aspect, Drift},
};
use serde_json::{Value, json};

use crate::{
    model::{Order, Parcel, Ticket, Vault},
    scene::{Scene, refused},
};

fn aspects(drifts: &[Drift]) -> Vec<Aspect> {
    drifts.iter().map(Drift::aspect).collect()
}

fn sentences(drifts: &[Drift]) -> Vec<String> {
    drifts.iter().map(Drift::to_string).collect()
}

fn backups(status: &str) -> Value {
    json!({ "ContinuousBackupsDescription": {
        "ContinuousBackupsStatus": "ENABLED",
        "PointInTimeRecoveryDescription": { "PointInTimeRecoveryStatus": status },
    } })
}

fn tags(tags: &[(&str, &str)]) -> Value {
    let tags = tags.iter();
    let tags = tags.map(|(key, value)| json!({ "Key": key, "Value": value }));
    json!({ "Tags": tags.collect::<Vec<_>>() })
}

#[tokio::test(start_paused = true)]
async fn m7_another_key_a_missing_index_and_no_time_to_live_are_three_drifts() {
    let scene = Scene::new().await;
    scene.has_table(&json!({
        "TableStatus": "ACTIVE",
        "KeySchema": [
            { "AttributeName": "id", "KeyType": "HASH" },
            { "AttributeName": "at", "KeyType": "RANGE" },
        ],
        "AttributeDefinitions": [
            { "AttributeName": "id", "AttributeType": "N" },
            { "AttributeName": "at", "AttributeType": "S" },
        ],
    }));
    scene.has_time_to_live("DISABLED", None);
    let drifts = Ticket::verify_table(&scene.db).await.unwrap();
    let expected = [
        "key: must be partition key `id` (S), but is partition key `id` (N), sort key `at` (S)",
        "index `by_owner`: must be global with partition key `owner` (S), projecting `ALL`, but there is none",
        "time to live: must be by `expires_at`, but there is none",
    ];
    assert_eq!(sentences(&drifts), expected);
    let expected = [Aspect::Key, Aspect::Index("by_owner"), Aspect::TimeToLive];
    assert_eq!(aspects(&drifts), expected);
    assert_eq!(scene.sent(), ["DescribeTable", "DescribeTimeToLive"]);
}

#[tokio::test(start_paused = true)]
async fn m7_a_table_as_the_model_says_has_no_drift() {
    let scene = Scene::new().await;
    scene.has_table(&Parcel::table());
    assert_eq!(Parcel::verify_table(&scene.db).await.unwrap(), []);

    scene.has_table(&Vault::table());
    let recovery = scene.aws.operation("DescribeContinuousBackups");
    recovery.always(dynamodb::success(&backups("ENABLED")));
    let mut first = tags(&[("aws:cloudformation:stack-name", "vault")]);
    first["NextToken"] = "more".into();
    let second = tags(&[("cost:center", "42"), ("team", "billing")]);
    let listed = scene.aws.operation("ListTagsOfResource");
    listed
        .next(dynamodb::success(&first))
        .next(dynamodb::success(&second));
    assert_eq!(Vault::verify_table(&scene.db).await.unwrap(), []);
    let asked: Vec<Value> = listed.requests().iter().map(|sent| sent.json()).collect();
    let arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/vault";
    let expected = [
        json!({ "ResourceArn": arn }),
        json!({ "ResourceArn": arn, "NextToken": "more" }),
    ];
    assert_eq!(asked, expected);
}

#[tokio::test(start_paused = true)]
async fn m7_every_option_that_the_model_states_is_compared() {
    let scene = Scene::new().await;
    let mut table = Vault::table();
    table["BillingModeSummary"] = json!({ "BillingMode": "PAY_PER_REQUEST" });
    table["ProvisionedThroughput"] = json!({ "ReadCapacityUnits": 0, "WriteCapacityUnits": 0 });
    table["StreamSpecification"] = Value::Null;
    table["TableClassSummary"] = Value::Null;
    table["DeletionProtectionEnabled"] = false.into();
    scene.has_table(&table);
    let recovery = scene.aws.operation("DescribeContinuousBackups");
    recovery.always(dynamodb::success(&backups("DISABLED")));
    let listed = scene.aws.operation("ListTagsOfResource");
    listed.always(dynamodb::success(&tags(&[("team", "audit")])));
    let drifts = Vault::verify_table(&scene.db).await.unwrap();
    let expected = [
        "`billing_mode`: must be `PROVISIONED`, but is `PAY_PER_REQUEST`",
        "`read_capacity_units`: must be 5, but there is none",
        "`write_capacity_units`: must be 2, but there is none",
        "`stream_view_type`: must be `KEYS_ONLY`, but there is none",
        "`table_class`: must be `STANDARD_INFREQUENT_ACCESS`, but is `STANDARD`",
        "`deletion_protection`: must be true, but is false",
        "`point_in_time_recovery`: must be true, but is false",
        "tag `team`: must be `billing`, but is `audit`",
        "tag `cost:center`: must be `42`, but there is none",
    ];
    assert_eq!(sentences(&drifts), expected);
    assert_eq!(drifts[0].expected(), "`PROVISIONED`");
    assert_eq!(drifts[0].found(), Some("`PAY_PER_REQUEST`"));
    assert_eq!(drifts[1].found(), None);

    table["BillingModeSummary"] = Value::Null;
    table["ProvisionedThroughput"] = json!({ "ReadCapacityUnits": 5, "WriteCapacityUnits": 3 });
    table["StreamSpecification"] = json!({ "StreamEnabled": true, "StreamViewType": "NEW_IMAGE" });
    scene.has_table(&table);
    let drifts = Vault::verify_table(&scene.db).await.unwrap();
    let expected = [
        "`write_capacity_units`: must be 2, but is 3",
        "`stream_view_type`: must be `KEYS_ONLY`, but is `NEW_IMAGE`",
    ];
    assert_eq!(sentences(&drifts)[..2], expected);
}

#[tokio::test(start_paused = true)]
async fn m7_what_the_model_does_not_speak_of_is_not_compared() {
    let scene = Scene::new().await;
    let mut table = Parcel::table();
    let other = json!({ "IndexName": "of_another_model", "IndexStatus": "ACTIVE" });
    table["GlobalSecondaryIndexes"]
        .as_array_mut()
        .unwrap()
        .push(other);
    table["BillingModeSummary"] = Value::Null;
    table["StreamSpecification"] = json!({ "StreamEnabled": true, "StreamViewType": "NEW_IMAGE" });
    table["DeletionProtectionEnabled"] = true.into();
    scene.has_table(&table);
    assert_eq!(Parcel::verify_table(&scene.db).await.unwrap(), []);
    assert_eq!(scene.sent(), ["DescribeTable"]);
}

#[tokio::test(start_paused = true)]
async fn m7_indexes_are_compared_by_scope_key_and_projection() {
    let scene = Scene::new().await;
    let mut place = Parcel::index("by_place", "ACTIVE");
    // The same attributes in another order are another key.
    place["KeySchema"].as_array_mut().unwrap().swap(0, 1);
    let mut status = Parcel::index("by_status", "ACTIVE");
    status["Projection"] = json!({ "ProjectionType": "ALL" });
    let mut table = Parcel::table_with(&[place, status]);
    let mut weight = table["LocalSecondaryIndexes"].take()[0].clone();
    weight["IndexStatus"] = "ACTIVE".into();
    table["GlobalSecondaryIndexes"]
        .as_array_mut()
        .unwrap()
        .push(weight);
    scene.has_table(&table);
    let drifts = Parcel::verify_table(&scene.db).await.unwrap();
    let expected = ["by_place", "by_status", "by_weight"].map(Aspect::Index);
    assert_eq!(aspects(&drifts), expected);
    assert_eq!(
        drifts[0].found(),
        Some(
            "global with partition key `city` (S), partition key `country` (S), sort key `weight` (N), sort key \
             `sent_at` (S), projecting `ALL`"
        )
    );
}

#[tokio::test(start_paused = true)]
async fn m7_a_missing_table_is_a_drift() {
    let scene = Scene::new().await;
    scene.has_no_table();
    let drifts = Order::verify_table(&scene.db).await.unwrap();
    assert_eq!(
        sentences(&drifts),
        ["table: must be `orders`, but there is none"]
    );
    assert_eq!(aspects(&drifts), [Aspect::Table]);
    assert_eq!(scene.sent(), ["DescribeTable"]);
}

#[tokio::test(start_paused = true)]
async fn m7_backups_of_a_server_without_any_are_not_compared() {
    let scene = Scene::new().await;
    scene.has_table(&Vault::table());
    let recovery = scene.aws.operation("DescribeContinuousBackups");
    recovery.always(refused("UnknownOperationException"));
    let listed = scene.aws.operation("ListTagsOfResource");
    listed.always(dynamodb::success(&tags(&[
        ("team", "billing"),
        ("cost:center", "42"),
    ])));
    assert_eq!(Vault::verify_table(&scene.db).await.unwrap(), []);
}

#[tokio::test(start_paused = true)]
async fn m7_a_refusal_is_an_error_and_not_a_drift() {
    let scene = Scene::new().await;
    scene.has_table(&Order::table());
    let time_to_live = scene.aws.operation("DescribeTimeToLive");
    time_to_live.always(dynamodb::access_denied());
    let error = Order::verify_table(&scene.db).await.unwrap_err();
    assert!(error.is_access_denied(), "{error}");
    assert!(error.to_string().contains("DescribeTimeToLive"), "{error}");
}
