//! M3, M5: a table is created and waited for.

use std::time::{Duration, SystemTime};

use behaviour::{Answer, credentials, dynamodb};
use dynamo_model::{
    Error,
    access::{Access, Base},
    prelude::*,
};
use serde_json::json;

use crate::{
    model::{Order, Parcel, Plain, Vault},
    scene::{Scene, accepted, found, refused},
};

const CREATING: &str = "CREATING";

/// How long after each request the next one came.
fn pauses(scene: &Scene, operation: &str) -> Vec<Duration> {
    let requests = scene.aws.operation(operation).requests();
    let came = requests.iter().map(|request| request.received_at());
    let came: Vec<_> = came.collect();
    let pause = |pair: &[SystemTime]| pair[1].duration_since(pair[0]).unwrap();
    came.windows(2).map(pause).collect()
}

#[tokio::test(start_paused = true)]
async fn m3_a_table_is_created_in_spite_of_two_failures() {
    let scene = Scene::new().await;
    let create = scene.aws.operation("CreateTable");
    create.times(2, dynamodb::internal_server_error());
    let db = scene.db.with(Access::new().max_retry_attempts(3)).unwrap();
    Plain::create_table(&db).await.unwrap();
    assert_eq!(scene.sent(), ["CreateTable"; 3]);
}

#[tokio::test(start_paused = true)]
async fn m3_waiting_goes_on_over_failures_of_the_service() {
    let scene = Scene::new().await;
    scene.aws.operation("CreateTable").next(accepted(CREATING));
    let describe = scene.aws.operation("DescribeTable");
    describe.next(found(CREATING));
    describe.times(2, dynamodb::internal_server_error());
    Plain::create_table(&scene.db).await.unwrap();
    assert_eq!(describe.count(), 4);
}

#[tokio::test(start_paused = true)]
async fn m4_a_new_table_is_as_the_model_says() {
    let scene = Scene::new().await;
    Vault::create_table(&scene.db).await.unwrap();
    assert_eq!(scene.sent(), ["CreateTable", "UpdateContinuousBackups"]);
    let expected = json!({
        "TableName": "vault",
        "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
        "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
        "BillingMode": "PROVISIONED",
        "ProvisionedThroughput": { "ReadCapacityUnits": 5, "WriteCapacityUnits": 2 },
        "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "KEYS_ONLY" },
        "TableClass": "STANDARD_INFREQUENT_ACCESS",
        "DeletionProtectionEnabled": true,
        "Tags": [
            { "Key": "team", "Value": "billing" },
            { "Key": "cost:center", "Value": "42" },
        ],
    });
    assert_eq!(scene.only("CreateTable"), expected);
    let recovery = json!({ "PointInTimeRecoveryEnabled": true });
    assert_eq!(
        scene.only("UpdateContinuousBackups")["PointInTimeRecoverySpecification"],
        recovery
    );
}

#[tokio::test(start_paused = true)]
async fn m4_a_model_that_says_nothing_has_a_table_on_demand() {
    let scene = Scene::new().await;
    Plain::create_table(&scene.db).await.unwrap();
    let expected = json!({
        "TableName": "Plain",
        "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
        "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
        "BillingMode": "PAY_PER_REQUEST",
    });
    assert_eq!(scene.only("CreateTable"), expected);
}

#[tokio::test(start_paused = true)]
async fn m4_indexes_are_created_with_the_table() {
    let scene = Scene::new().await;
    Parcel::create_table(&scene.db).await.unwrap();
    let sent = scene.only("CreateTable");
    let told = Parcel::table();
    assert_eq!(sent["KeySchema"], told["KeySchema"]);
    // Each attribute once, although `weight` and `sender` are in several keys.
    assert_eq!(sent["AttributeDefinitions"], told["AttributeDefinitions"]);
    let global = json!([
        {
            "IndexName": "by_place",
            "KeySchema": Parcel::index("by_place", "")["KeySchema"],
            "Projection": { "ProjectionType": "ALL" },
        },
        {
            "IndexName": "by_status",
            "KeySchema": Parcel::index("by_status", "")["KeySchema"],
            "Projection": { "ProjectionType": "INCLUDE", "NonKeyAttributes": ["weight", "city"] },
        },
    ]);
    assert_eq!(sent["GlobalSecondaryIndexes"], global);
    assert_eq!(sent["LocalSecondaryIndexes"], told["LocalSecondaryIndexes"]);
}

#[derive(DynamoModel)]
#[dynamo(index(ByOwner, partition = owner, project = id))]
struct Narrow {
    #[dynamo(partition_key)]
    id: String,
    owner: String,
}

#[tokio::test(start_paused = true)]
async fn m4_an_index_that_holds_no_more_than_keys_says_so() {
    let scene = Scene::new().await;
    Narrow::create_table(&scene.db).await.unwrap();
    // DynamoDB refuses to include an attribute of a key, and to include none.
    let projection = &scene.only("CreateTable")["GlobalSecondaryIndexes"][0]["Projection"];
    assert_eq!(*projection, json!({ "ProjectionType": "KEYS_ONLY" }));
}

#[tokio::test(start_paused = true)]
async fn m5_a_table_that_is_creating_twice_is_returned_when_it_is_active() {
    let scene = Scene::new().await;
    scene.aws.operation("CreateTable").next(accepted(CREATING));
    let describe = scene.aws.operation("DescribeTable");
    describe.times(2, found(CREATING));
    Order::create_table(&scene.db).await.unwrap();
    let expected = [
        "CreateTable",
        "DescribeTable",
        "DescribeTable",
        "DescribeTable",
        "UpdateTimeToLive",
    ];
    assert_eq!(scene.sent(), expected);
    let [first, second] = pauses(&scene, "DescribeTable")[..] else {
        panic!("not two pauses");
    };
    let range = |longest: u64| Duration::from_millis(longest / 2)..=Duration::from_millis(longest);
    assert!(range(500).contains(&first), "{first:?}");
    assert!(range(1_000).contains(&second), "{second:?}");
}

#[tokio::test(start_paused = true)]
async fn m5_two_that_wait_do_not_ask_in_step() {
    let mut asked = Vec::new();
    for seed in [1, 2] {
        let scene = Scene::with_chance(seed).await;
        scene.aws.operation("CreateTable").next(accepted(CREATING));
        scene
            .aws
            .operation("DescribeTable")
            .times(3, found(CREATING));
        Plain::create_table(&scene.db).await.unwrap();
        asked.push(pauses(&scene, "DescribeTable"));
    }
    assert_ne!(asked[0], asked[1]);
}

#[tokio::test(start_paused = true)]
async fn m5_the_deadline_is_a_typed_error() {
    let scene = Scene::new().await;
    scene.aws.operation("CreateTable").next(accepted(CREATING));
    scene.aws.operation("DescribeTable").always(found(CREATING));
    let deadline = Duration::from_secs(7);
    let error = Order::create_table(&scene.db)
        .deadline(deadline)
        .await
        .unwrap_err();
    assert_eq!(scene.clock.elapsed(), deadline);
    assert!(error.is_timeout());
    assert!(!error.is_retryable(), "the table is there by now");
    assert_eq!(
        error.to_string(),
        "`Order`: waited 7s for the table `orders` to become `ACTIVE`; it was `CREATING` when last seen"
    );
    let Error::Timeout(timeout) = error else {
        panic!("not a timeout: {error:?}");
    };
    assert_eq!(
        (timeout.model(), timeout.table_name(), timeout.deadline()),
        ("Order", "orders", deadline)
    );
    assert_eq!(scene.aws.operation("UpdateTimeToLive").count(), 0);
}

#[tokio::test(start_paused = true)]
async fn m5_five_minutes_are_waited_if_nobody_says_how_long() {
    let scene = Scene::new().await;
    scene.aws.operation("CreateTable").next(accepted(CREATING));
    scene.aws.operation("DescribeTable").always(found(CREATING));
    let error = Plain::create_table(&scene.db).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(scene.clock.elapsed(), Duration::from_secs(300));
    // Later and later, up to five seconds.
    let asked = scene.aws.operation("DescribeTable").count();
    assert!((60..130).contains(&asked), "{asked}");
}

#[tokio::test(start_paused = true)]
async fn m5_the_deadline_holds_when_nobody_answers() {
    let scene = Scene::new().await;
    scene.aws.operation("CreateTable").next(accepted(CREATING));
    scene
        .aws
        .operation("DescribeTable")
        .always(Answer::silence());
    let deadline = Duration::from_secs(2);
    let error = Plain::create_table(&scene.db)
        .deadline(deadline)
        .await
        .unwrap_err();
    assert_eq!(scene.clock.elapsed(), deadline);
    assert_eq!(
        error.to_string(),
        "`Plain`: waited 2s for the table `Plain` to become `ACTIVE`; there was no answer"
    );
}

#[tokio::test(start_paused = true)]
async fn m5_a_table_that_is_not_told_of_yet_is_waited_for() {
    let scene = Scene::new().await;
    scene.aws.operation("CreateTable").next(accepted(CREATING));
    let describe = scene.aws.operation("DescribeTable");
    describe.next(dynamodb::resource_not_found());
    Plain::create_table(&scene.db).await.unwrap();
    assert_eq!(describe.count(), 2);
}

#[tokio::test(start_paused = true)]
async fn m5_who_does_not_wait_sends_one_request() {
    let scene = Scene::new().await;
    scene.aws.operation("CreateTable").next(accepted(CREATING));
    Order::create_table(&scene.db).no_wait().await.unwrap();
    assert_eq!(scene.sent(), ["CreateTable"]);
    assert_eq!(scene.clock.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn m5_a_new_tables_backups_are_waited_for() {
    let scene = Scene::new().await;
    let recovery = scene.aws.operation("UpdateContinuousBackups");
    recovery.times(2, refused("ContinuousBackupsUnavailableException"));
    Vault::create_table(&scene.db).await.unwrap();
    assert_eq!(recovery.count(), 3);

    recovery.always(refused("ContinuousBackupsUnavailableException"));
    let error = Vault::create_table(&scene.db)
        .deadline(Duration::from_secs(3))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`Vault`: waited 3s for the table `vault` to take point-in-time recovery; its backups were not prepared when last \
         seen"
    );
}

#[tokio::test(start_paused = true)]
async fn m5_a_server_without_backups_is_no_obstacle() {
    let scene = Scene::new().await;
    scene
        .aws
        .operation("UpdateContinuousBackups")
        .always(refused("UnknownOperationException"));
    Vault::create_table(&scene.db).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn m4_a_table_that_is_there_is_not_created_again() {
    let scene = Scene::new().await;
    scene
        .aws
        .operation("CreateTable")
        .always(refused("ResourceInUseException"));
    let error = Order::create_table(&scene.db).await.unwrap_err();
    let Error::Request(request) = &error else {
        panic!("not a refusal: {error:?}");
    };
    assert_eq!(
        (request.model(), request.operation(), request.code()),
        ("Order", "CreateTable", Some("ResourceInUseException"))
    );
    assert_eq!(scene.sent(), ["CreateTable"]);
}

#[tokio::test(start_paused = true)]
async fn a25_a_call_override_signs_for_tables_as_well() {
    let scene = Scene::new().await;
    let admin = Access::sign_with(Base::provider(credentials("admin_key_id")));
    Order::create_table(&scene.db).with(admin).await.unwrap();
    assert_eq!(
        scene.aws.dynamodb().key_ids(),
        ["admin_key_id", "admin_key_id"]
    );
}
