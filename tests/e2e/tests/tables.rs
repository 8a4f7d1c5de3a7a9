//! Tables against an AWS that enforces policies: each exported form makes the table that the model describes, and the
//! exported policy lets in what it was asked for, and nothing else.

use dynamo_model::{
    Dynamo, Error,
    access::Access,
    prelude::*,
    table::{IamPolicy, Operation},
};
use e2e::{Account, MiniStack, REGION};
use serde_json::{Value, json};

#[derive(AwsAccess)]
struct Clerk;

#[derive(DynamoModel)]
#[dynamo(
    meta(
        table_name = "parcels",
        access = Clerk,
        billing_mode = "PROVISIONED",
        read_capacity_units = 3,
        write_capacity_units = 2,
        stream_view_type = "KEYS_ONLY",
        deletion_protection = false,
        point_in_time_recovery = true,
        table_class = "STANDARD_INFREQUENT_ACCESS",
        resource_tags(team = "parcels", "cost:center" = "42"),
    ),
    index(ByPlace, partition = [country, city], sort = [weight, sent_at]),
    index(ByStatus, partition = status, project = city),
    local_index(ByWeight, sort = weight, project = keys_only),
)]
struct Parcel {
    #[dynamo(partition_key)]
    sender: String,
    #[dynamo(sort_key)]
    number: u64,
    country: String,
    city: String,
    weight: u64,
    sent_at: String,
    status: String,
    #[dynamo(ttl)]
    expires_at: u64,
}

impl Parcel {
    fn new() -> Self {
        Self {
            sender: "acme".into(),
            number: 7,
            country: "de".into(),
            city: "Bonn".into(),
            weight: 3,
            sent_at: "2026-01-31".into(),
            status: "sent".into(),
            expires_at: 1_900_000_000,
        }
    }
}

/// A table beside that of the parcels, of the same access.
#[derive(DynamoModel)]
#[dynamo(meta(table_name = "payroll", access = Clerk))]
struct Payroll {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "nobody gets to read it")]
    id: String,
}

/// An account in which a user may assume one role.
struct Scene {
    account: Account<'static>,
    db: Dynamo,
}

impl Scene {
    async fn new() -> Self {
        let account = MiniStack::shared().new_account();
        let user = account.create_user("caller");
        let role = account.create_role("clerk", &account);
        account.allow_user("caller", &["sts:AssumeRole"], &[&role]);
        let db = Dynamo::builder()
            .sdk_config(&MiniStack::shared().sdk_config(user.credentials()).build())
            .access::<Clerk>(Access::assume_role(&role))
            .build()
            .await
            .unwrap();
        Self { account, db }
    }

    /// Puts a policy on the role, in the place of any other.
    fn allow(&self, policy: &IamPolicy) {
        let document = policy.to_string();
        self.account.iam(
            "PutRolePolicy",
            &[
                ("RoleName", "clerk"),
                ("PolicyName", "exported"),
                ("PolicyDocument", &document),
            ],
        );
    }

    /// The policy of the parcels for these operations, in this account alone.
    fn policy(&self, operations: &[Operation]) -> IamPolicy {
        let policy = Parcel::schema(&self.db).unwrap().iam_policy(operations);
        policy.region(REGION).account(self.account.id())
    }

    /// The table is as the model says, as its own policy lets the model see.
    async fn assert_no_drift(&self) {
        self.allow(&self.policy(&[Operation::VerifyTable]));
        // The emulator finds no table in the ARN that this request names, and asks for a right on all of them.
        let tags = ["dynamodb:ListTagsOfResource"];
        self.account.allow_role("clerk", &tags, &["*"]);
        assert_eq!(Parcel::verify_table(&self.db).await.unwrap(), []);
    }
}

/// Moves a member that `CreateTable` does not have out of the properties.
fn take(properties: &mut Value, name: &str) -> Value {
    properties.as_object_mut().unwrap().remove(name).unwrap()
}

#[tokio::test]
async fn m4_the_cloudformation_resource_is_the_models_table() {
    let scene = Scene::new().await;
    let schema = Parcel::schema(&scene.db).unwrap();
    let document: Value = serde_json::from_str(&schema.to_cloudformation()).unwrap();
    let resource = &document["Resources"]["Parcel"];
    assert_eq!(resource["Type"], "AWS::DynamoDB::Table");
    let mut properties = resource["Properties"].clone();
    // CloudFormation sends these by requests of their own, and says of a stream only what it shows.
    let time_to_live = take(&mut properties, "TimeToLiveSpecification");
    let recovery = take(&mut properties, "PointInTimeRecoverySpecification");
    properties["StreamSpecification"]["StreamEnabled"] = true.into();
    scene.account.dynamodb("CreateTable", &properties);
    scene.account.dynamodb(
        "UpdateTimeToLive",
        &json!({ "TableName": "parcels", "TimeToLiveSpecification": time_to_live }),
    );
    scene.account.dynamodb(
        "UpdateContinuousBackups",
        &json!({ "TableName": "parcels", "PointInTimeRecoverySpecification": recovery }),
    );
    scene.assert_no_drift().await;
}

/// What the provider makes of the arguments of an `aws_dynamodb_table`.
fn create_table(arguments: &Value) -> Value {
    let throughput = json!({
        "ReadCapacityUnits": arguments["read_capacity"],
        "WriteCapacityUnits": arguments["write_capacity"],
    });
    let element = |name: &Value, key_type: &str| {
        let named = !name.is_null();
        named.then(|| json!({ "AttributeName": name, "KeyType": key_type }))
    };
    let keys = |block: &Value, partition: &Value| -> Value {
        let several = block["key_schema"].as_array().into_iter().flatten();
        let several = several.map(
            |key| json!({ "AttributeName": key["attribute_name"], "KeyType": key["key_type"] }),
        );
        let single = [
            element(partition, "HASH"),
            element(&block["range_key"], "RANGE"),
        ];
        several.chain(single.into_iter().flatten()).collect()
    };
    let index = |block: &Value, partition: &Value| {
        let mut projection = json!({ "ProjectionType": block["projection_type"] });
        if !block["non_key_attributes"].is_null() {
            projection["NonKeyAttributes"] = block["non_key_attributes"].clone();
        }
        json!({
            "IndexName": block["name"],
            "KeySchema": keys(block, partition),
            "Projection": projection,
        })
    };
    let blocks = |name: &str| arguments[name].as_array().unwrap().clone();
    let tags = arguments["tags"].as_object().unwrap();
    let global = blocks("global_secondary_index");
    let global = global.iter().map(|block| {
        let mut global = index(block, &block["hash_key"]);
        global["ProvisionedThroughput"] = throughput.clone();
        global
    });
    let local = blocks("local_secondary_index");
    let local = local
        .iter()
        .map(|block| index(block, &arguments["hash_key"]));
    let attributes = blocks("attribute");
    let attributes = attributes.iter().map(|attribute| {
        json!({ "AttributeName": attribute["name"], "AttributeType": attribute["type"] })
    });
    let tags = tags.iter();
    let tags = tags.map(|(key, value)| json!({ "Key": key, "Value": value }));
    json!({
        "TableName": arguments["name"],
        "KeySchema": keys(arguments, &arguments["hash_key"]),
        "AttributeDefinitions": attributes.collect::<Value>(),
        "BillingMode": arguments["billing_mode"],
        "ProvisionedThroughput": throughput,
        "GlobalSecondaryIndexes": global.collect::<Value>(),
        "LocalSecondaryIndexes": local.collect::<Value>(),
        "StreamSpecification": {
            "StreamEnabled": arguments["stream_enabled"],
            "StreamViewType": arguments["stream_view_type"],
        },
        "TableClass": arguments["table_class"],
        "DeletionProtectionEnabled": arguments["deletion_protection_enabled"],
        "Tags": tags.collect::<Value>(),
    })
}

#[tokio::test]
async fn m4_the_terraform_resource_is_the_models_table() {
    let scene = Scene::new().await;
    let schema = Parcel::schema(&scene.db).unwrap();
    let document: Value = serde_json::from_str(&schema.to_terraform()).unwrap();
    let arguments = &document["resource"]["aws_dynamodb_table"]["Parcel"];
    scene
        .account
        .dynamodb("CreateTable", &create_table(arguments));
    let time_to_live = &arguments["ttl"];
    scene.account.dynamodb(
        "UpdateTimeToLive",
        &json!({ "TableName": "parcels", "TimeToLiveSpecification": {
            "AttributeName": time_to_live["attribute_name"],
            "Enabled": time_to_live["enabled"],
        } }),
    );
    let recovery = &arguments["point_in_time_recovery"];
    scene.account.dynamodb(
        "UpdateContinuousBackups",
        &json!({ "TableName": "parcels", "PointInTimeRecoverySpecification": {
            "PointInTimeRecoveryEnabled": recovery["enabled"],
        } }),
    );
    scene.assert_no_drift().await;
}

#[track_caller]
fn assert_refused<T>(outcome: Result<T, Error>, what: &str) {
    match outcome {
        Err(error) => assert!(error.is_access_denied(), "{what}: {error}"),
        Ok(_) => panic!("{what} was let in"),
    }
}

#[tokio::test]
async fn m4_the_exported_policy_is_enough_for_a_tables_life_and_for_no_other_table() {
    let scene = Scene::new().await;
    let db = &scene.db;
    assert_refused(Parcel::create_table(db).await, "no policy");

    scene.allow(&scene.policy(&[Operation::EnsureTable]));
    Parcel::ensure_table(db).await.unwrap();
    Parcel::ensure_table(db).await.unwrap();
    assert_refused(Parcel::delete_table(db).await, "a deletion");
    assert_refused(Parcel::new().create(db).await, "an item");
    assert_refused(Payroll::create_table(db).await, "another table");

    scene.assert_no_drift().await;
    // Where there is nothing to do, looking is enough.
    Parcel::ensure_table(db).await.unwrap();
    assert_refused(Parcel::create_table(db).await, "a creation");

    scene.allow(&scene.policy(&[Operation::DeleteTable]));
    assert_refused(Payroll::delete_table(db).await, "another table's end");
    Parcel::delete_table(db).await.unwrap();

    scene.allow(&scene.policy(&[Operation::CreateTable]));
    Parcel::create_table(db).await.unwrap();
}

#[tokio::test]
async fn m4_the_exported_policy_tells_operations_apart() {
    let scene = Scene::new().await;
    let db = &scene.db;
    scene.allow(&scene.policy(&[Operation::CreateTable]));
    Parcel::create_table(db).await.unwrap();
    let key = || ParcelKey::new("acme", 7_u64);

    scene.allow(&scene.policy(&[Operation::Put]));
    Parcel::new().create(db).await.unwrap();
    assert_refused(Parcel::get(db, key()).await, "a read");
    assert_refused(Parcel::delete_by_key(db, key()).await, "a deletion");
    assert_refused(
        Parcel::update_by_key(db, key())
            .set(|p| p.city, "Kiel")
            .await,
        "an update",
    );

    scene.allow(&scene.policy(&[Operation::Get]));
    assert!(Parcel::get(db, key()).await.unwrap().is_some());
    assert_refused(Parcel::new().save(db).await, "a write");
    let status = || ByStatus::new("sent");
    assert_refused(Parcel::query(db, status()).await, "an index");

    scene.allow(&scene.policy(&[Operation::Query]));
    let found = Parcel::query(db, status()).await.unwrap();
    assert_eq!(found.items[0].city, "Bonn");
    let table = Parcel::query(db, ParcelPartition::new("acme"));
    assert_eq!(table.await.unwrap().items.len(), 1);
    assert_refused(Parcel::scan(db).await, "a scan");

    scene.allow(&scene.policy(&[Operation::Update, Operation::Delete]));
    let update = Parcel::update_by_key(db, key());
    update.set(|p| p.city, "Kiel").await.unwrap();
    Parcel::delete_by_key(db, key()).await.unwrap();
}

#[tokio::test]
async fn m4_a_policy_for_another_account_or_region_lets_nobody_in() {
    let scene = Scene::new().await;
    let all = [Operation::READS, Operation::WRITES, Operation::TABLE].concat();
    scene.allow(&scene.policy(&all).account("999999999999"));
    assert_refused(Parcel::create_table(&scene.db).await, "another account");
    scene.allow(&scene.policy(&all).region("us-east-1"));
    assert_refused(Parcel::create_table(&scene.db).await, "another region");
    scene.allow(&scene.policy(&all).region("*").account("*"));
    Parcel::create_table(&scene.db).await.unwrap();
}
