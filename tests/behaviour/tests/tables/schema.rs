//! M4: the schema as documents, without a request.

use dynamo_model::{
    Dynamo,
    prelude::*,
    table::{Operation, TableSchema},
};
use serde_json::{Value, json};

use crate::{
    model::{Order, Parcel, Plain, Vault},
    scene::Scene,
};

fn parsed(document: &str) -> Value {
    serde_json::from_str(document).expect("JSON")
}

async fn schema<M: DynamoItem>() -> TableSchema {
    let scene = Scene::new().await;
    let schema = M::schema(&scene.db).unwrap();
    assert_eq!(scene.aws.all().count(), 0);
    schema
}

#[tokio::test(start_paused = true)]
async fn m4_cloudformation_has_every_option() {
    let document = parsed(&schema::<Vault>().await.to_cloudformation());
    let expected = json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": { "Vault": { "Type": "AWS::DynamoDB::Table", "Properties": {
            "TableName": "vault",
            "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
            "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
            "BillingMode": "PROVISIONED",
            "ProvisionedThroughput": { "ReadCapacityUnits": 5, "WriteCapacityUnits": 2 },
            "StreamSpecification": { "StreamViewType": "KEYS_ONLY" },
            "TableClass": "STANDARD_INFREQUENT_ACCESS",
            "DeletionProtectionEnabled": true,
            "PointInTimeRecoverySpecification": { "PointInTimeRecoveryEnabled": true },
            "Tags": [
                { "Key": "team", "Value": "billing" },
                { "Key": "cost:center", "Value": "42" },
            ],
        } } },
    });
    assert_eq!(document, expected);
    let document = parsed(&schema::<Order>().await.to_cloudformation());
    assert_eq!(
        document["Resources"]["Order"]["Properties"]["TimeToLiveSpecification"],
        json!({ "AttributeName": "expires_at", "Enabled": true })
    );
}

#[tokio::test(start_paused = true)]
async fn m4_terraform_has_every_option() {
    let document = parsed(&schema::<Vault>().await.to_terraform());
    let expected = json!({ "resource": { "aws_dynamodb_table": { "Vault": {
        "name": "vault",
        "billing_mode": "PROVISIONED",
        "read_capacity": 5,
        "write_capacity": 2,
        "hash_key": "id",
        "attribute": [{ "name": "id", "type": "S" }],
        "stream_enabled": true,
        "stream_view_type": "KEYS_ONLY",
        "table_class": "STANDARD_INFREQUENT_ACCESS",
        "deletion_protection_enabled": true,
        "point_in_time_recovery": { "enabled": true },
        "tags": { "team": "billing", "cost:center": "42" },
    } } } });
    assert_eq!(document, expected);
    let document = parsed(&schema::<Order>().await.to_terraform());
    let order = &document["resource"]["aws_dynamodb_table"]["Order"];
    assert_eq!(order["range_key"], "number");
    assert_eq!(
        order["ttl"],
        json!({ "attribute_name": "expires_at", "enabled": true })
    );
}

#[tokio::test(start_paused = true)]
async fn m4_indexes_of_several_attributes_are_exported() {
    let schema = schema::<Parcel>().await;
    let document = parsed(&schema.to_cloudformation());
    let properties = &document["Resources"]["Parcel"]["Properties"];
    let told = Parcel::table();
    assert_eq!(
        properties["AttributeDefinitions"],
        told["AttributeDefinitions"]
    );
    let [place, status] = &properties["GlobalSecondaryIndexes"].as_array().unwrap()[..] else {
        panic!("not two indexes: {properties}");
    };
    assert_eq!(
        place["KeySchema"],
        Parcel::index("by_place", "")["KeySchema"]
    );
    assert_eq!(
        status["Projection"],
        json!({ "ProjectionType": "INCLUDE", "NonKeyAttributes": ["weight", "city"] })
    );
    assert_eq!(
        properties["LocalSecondaryIndexes"],
        told["LocalSecondaryIndexes"]
    );

    let document = parsed(&schema.to_terraform());
    let table = &document["resource"]["aws_dynamodb_table"]["Parcel"];
    let expected = json!([
        {
            "name": "by_place",
            "key_schema": [
                { "attribute_name": "country", "key_type": "HASH" },
                { "attribute_name": "city", "key_type": "HASH" },
                { "attribute_name": "weight", "key_type": "RANGE" },
                { "attribute_name": "sent_at", "key_type": "RANGE" },
            ],
            "projection_type": "ALL",
        },
        {
            "name": "by_status",
            "hash_key": "status",
            "projection_type": "INCLUDE",
            "non_key_attributes": ["weight", "city"],
        },
    ]);
    assert_eq!(table["global_secondary_index"], expected);
    let expected = json!([{
        "name": "by_weight",
        "range_key": "weight",
        "projection_type": "KEYS_ONLY",
    }]);
    assert_eq!(table["local_secondary_index"], expected);
}

#[derive(DynamoModel)]
#[dynamo(
    index(TwoFirst, partition = [a, b], sort = c),
    index(TwoLast, partition = a, sort = [b, c]),
    index(OneEach, partition = a, sort = b)
)]
#[allow(dead_code, reason = "only its table is looked at")]
struct Lettered {
    #[dynamo(partition_key)]
    id: String,
    a: String,
    b: String,
    c: String,
}

#[tokio::test(start_paused = true)]
async fn m4_terraform_has_blocks_only_for_what_is_several() {
    let document = parsed(&schema::<Lettered>().await.to_terraform());
    let table = &document["resource"]["aws_dynamodb_table"]["Lettered"];
    let block =
        |name: &str, key_type: &str| json!({ "attribute_name": name, "key_type": key_type });
    let expected = json!([
        {
            "name": "two_first",
            "key_schema": [block("a", "HASH"), block("b", "HASH"), block("c", "RANGE")],
            "projection_type": "ALL",
        },
        {
            "name": "two_last",
            "key_schema": [block("a", "HASH"), block("b", "RANGE"), block("c", "RANGE")],
            "projection_type": "ALL",
        },
        { "name": "one_each", "hash_key": "a", "range_key": "b", "projection_type": "ALL" },
    ]);
    assert_eq!(table["global_secondary_index"], expected);
}

fn allowed(statement: &Value) -> Vec<&str> {
    let actions = statement["Action"].as_array().unwrap().iter();
    actions
        .map(|action| action.as_str().unwrap().strip_prefix("dynamodb:").unwrap())
        .collect()
}

#[tokio::test(start_paused = true)]
async fn m4_a_policy_allows_what_was_asked_for_and_nothing_else() {
    let schema = schema::<Parcel>().await;
    let policy = schema.iam_policy(&[Operation::Get, Operation::Query, Operation::Get]);
    let policy = policy.region("eu-west-1").account("123456789012");
    let table = "arn:aws:dynamodb:eu-west-1:123456789012:table/parcels";
    let expected = json!({
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "ParcelTable",
                "Effect": "Allow",
                "Action": ["dynamodb:GetItem", "dynamodb:Query"],
                "Resource": [table],
            },
            {
                "Sid": "ParcelIndexes",
                "Effect": "Allow",
                "Action": ["dynamodb:Query"],
                "Resource": [
                    format!("{table}/index/by_place"),
                    format!("{table}/index/by_status"),
                    format!("{table}/index/by_weight"),
                ],
            },
        ],
    });
    assert_eq!(parsed(&policy.to_string()), expected);
    let writer = parsed(&schema.iam_policy(Operation::WRITES).to_string());
    let [statement] = &writer["Statement"].as_array().unwrap()[..] else {
        panic!("nothing is written to an index: {writer}");
    };
    let expected = [
        "BatchWriteItem",
        "ConditionCheckItem",
        "DeleteItem",
        "PutItem",
        "UpdateItem",
    ];
    assert_eq!(allowed(statement), expected);
}

#[tokio::test(start_paused = true)]
async fn m4_a_policy_for_tables_follows_what_the_model_asks_for() {
    let actions = |schema: &TableSchema, operation| {
        let policy = parsed(&schema.iam_policy(&[operation]).to_string());
        allowed(&policy["Statement"][0]).join(" ")
    };
    let plain = schema::<Plain>().await;
    let vault = schema::<Vault>().await;
    let order = schema::<Order>().await;
    let parcel = schema::<Parcel>().await;
    let expected = "CreateTable DescribeTable";
    assert_eq!(actions(&plain, Operation::CreateTable), expected);
    assert_eq!(actions(&plain, Operation::EnsureTable), expected);
    assert_eq!(actions(&plain, Operation::VerifyTable), "DescribeTable");
    let expected = "DeleteTable DescribeTable";
    assert_eq!(actions(&plain, Operation::DeleteTable), expected);
    let expected = "CreateTable DescribeTable TagResource UpdateContinuousBackups";
    assert_eq!(actions(&vault, Operation::CreateTable), expected);
    let expected = "DescribeContinuousBackups DescribeTable ListTagsOfResource";
    assert_eq!(actions(&vault, Operation::VerifyTable), expected);
    let expected = "CreateTable DescribeTable DescribeTimeToLive TagResource UpdateTimeToLive";
    assert_eq!(actions(&order, Operation::EnsureTable), expected);
    let expected = "CreateTable DescribeTable UpdateTable";
    assert_eq!(actions(&parcel, Operation::EnsureTable), expected);
}

#[derive(DynamoModel)]
#[dynamo(meta(
    table_name = "arn:aws-cn:dynamodb:cn-north-1:210987654321:table/ledger",
    region = "cn-north-1",
))]
struct ByArn {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "only its table is looked at")]
    id: String,
}

#[tokio::test(start_paused = true)]
async fn m4_resources_are_as_narrow_as_is_known() {
    let resource = |schema: &TableSchema, region: Option<&str>| {
        let policy = schema.iam_policy(Operation::READS);
        let policy = region.map_or(policy.clone(), |region| policy.region(region));
        parsed(&policy.to_string())["Statement"][0]["Resource"][0].clone()
    };
    let plain = schema::<Plain>().await;
    assert_eq!(resource(&plain, None), "arn:*:dynamodb:*:*:table/Plain");
    let expected = "arn:aws-us-gov:dynamodb:us-gov-west-1:*:table/Plain";
    assert_eq!(resource(&plain, Some("us-gov-west-1")), expected);
    let by_arn = schema::<ByArn>().await;
    let expected = "arn:aws-cn:dynamodb:cn-north-1:210987654321:table/ledger";
    assert_eq!(resource(&by_arn, None), expected);
    let document = parsed(&by_arn.to_cloudformation());
    let name = &document["Resources"]["ByArn"]["Properties"]["TableName"];
    assert_eq!(name, "ledger");
}

#[derive(DynamoModel)]
#[dynamo(meta(table_name = env("SCHEMA_TEST_TABLE", default = "default-table")))]
struct FromEnvironment {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "only its table is looked at")]
    id: String,
}

#[tokio::test(start_paused = true)]
async fn m4_the_handle_knows_the_tables_name() {
    let named = schema::<FromEnvironment>().await;
    assert_eq!(named.table_name(), "default-table");
    let scene = Scene::new().await;
    let db = Dynamo::builder()
        .sdk_config(&scene.aws.sdk_config().build())
        .table_name::<FromEnvironment>("table-of-a-test")
        .build()
        .await
        .unwrap();
    let named = FromEnvironment::schema(&db).unwrap();
    assert_eq!(named.table_name(), "table-of-a-test");
    assert_eq!(named.model(), "FromEnvironment");
    FromEnvironment::create_table(&db).await.unwrap();
    assert_eq!(scene.only("CreateTable")["TableName"], "table-of-a-test");
}
