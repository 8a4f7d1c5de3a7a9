//! What an engine's own stream tells of the operations of a model.

use aws_sdk_dynamodbstreams as streams_sdk;
use dynamo_model::{
    Dynamo,
    aws_sdk_dynamodb::{
        self as sdk,
        types::{
            AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
            StreamSpecification, StreamViewType, TimeToLiveSpecification,
        },
    },
    embedded::EmbeddedDatabase,
    prelude::*,
    streams::{Cause, Change, PartialChange, Record},
};
use streams_sdk::types::ShardIteratorType;
use time::OffsetDateTime;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "sessions"))]
struct Session {
    #[dynamo(partition_key)]
    id: String,
    user: String,
    #[dynamo(version)]
    rev: u64,
    #[dynamo(ttl)]
    expires_at: Option<OffsetDateTime>,
}

impl Session {
    fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            user: "ada".to_owned(),
            rev: 0,
            expires_at: None,
        }
    }
}

async fn create_table(client: &sdk::Client, view: StreamViewType) {
    let key = KeySchemaElement::builder()
        .attribute_name("id")
        .key_type(KeyType::Hash);
    let definition = AttributeDefinition::builder()
        .attribute_name("id")
        .attribute_type(ScalarAttributeType::S);
    let stream = StreamSpecification::builder()
        .stream_enabled(true)
        .stream_view_type(view);
    client
        .create_table()
        .table_name("sessions")
        .billing_mode(BillingMode::PayPerRequest)
        .key_schema(key.build().expect("a key"))
        .attribute_definitions(definition.build().expect("a definition"))
        .stream_specification(stream.build().expect("a stream"))
        .send()
        .await
        .expect("a table");
    let ttl = TimeToLiveSpecification::builder()
        .attribute_name("expires_at")
        .enabled(true);
    client
        .update_time_to_live()
        .table_name("sessions")
        .time_to_live_specification(ttl.build().expect("a time to live"))
        .send()
        .await
        .expect("a time to live");
}

/// All records of the table's stream, from its beginning.
async fn records(database: &EmbeddedDatabase) -> Vec<Record<'static>> {
    let config = streams_sdk::Config::builder()
        .behavior_version(streams_sdk::config::BehaviorVersion::latest())
        .region(streams_sdk::config::Region::new("eu-west-1"))
        .credentials_provider(streams_sdk::config::Credentials::new(
            "fixture", "fixture", None, None, "fixture",
        ))
        .http_client(database.http_client())
        .build();
    let client = streams_sdk::Client::from_conf(config);
    let listed = client.list_streams().send().await.expect("streams");
    let arn = listed.streams()[0].stream_arn().expect("its ARN");
    let described = client.describe_stream().stream_arn(arn).send().await;
    let described = described.expect("a stream");
    let shards = described.stream_description().expect("a stream").shards();
    let mut records = Vec::new();
    for shard in shards {
        let iterator = client
            .get_shard_iterator()
            .stream_arn(arn)
            .shard_id(shard.shard_id().expect("its id"))
            .shard_iterator_type(ShardIteratorType::TrimHorizon)
            .send()
            .await
            .expect("an iterator");
        let got = client
            .get_records()
            .set_shard_iterator(iterator.shard_iterator)
            .send()
            .await
            .expect("records");
        let got = got.records.unwrap_or_default().into_iter();
        records.extend(got.map(|record| Record::from_sdk(record).expect("a record")));
    }
    records
}

/// Creates, changes and deletes a session, and lets another one expire.
async fn a_life(view: StreamViewType) -> (Vec<Record<'static>>, [Session; 3]) {
    let database = EmbeddedDatabase::memory().expect("a database");
    let db = Dynamo::on_embedded(&database);
    create_table(&Session::client(&db).await.expect("a client"), view).await;
    let mut session = Session::new("s-1");
    session.create(&db).await.expect("created");
    let first = session.clone();
    session.user = String::from("grace");
    session.save(&db).await.expect("saved");
    let second = session.clone();
    session.delete(&db).await.expect("deleted");
    let mut over = Session::new("s-2");
    over.expires_at = Some(OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000));
    over.create(&db).await.expect("created");
    assert_eq!(database.delete_expired_items().expect("a sweep"), 1);
    (records(&database).await, [first, second, over])
}

#[tokio::test]
async fn e6_a_life_is_told_by_the_engines_stream() {
    let (records, [first, second, over]) = a_life(StreamViewType::NewAndOldImages).await;
    let changes: Vec<Change<Session>> = records
        .iter()
        .map(|record| record.change().expect("a change"))
        .collect();
    assert_eq!(
        changes,
        [
            Change::Created { new: first.clone() },
            Change::Modified {
                old: first,
                new: second.clone()
            },
            Change::Removed {
                old: second,
                cause: Cause::User
            },
            Change::Created { new: over.clone() },
            Change::Removed {
                old: over,
                cause: Cause::TimeToLive
            },
        ]
    );
    let mut numbers: Vec<_> = records.iter().map(Record::sequence_number).collect();
    numbers.dedup();
    assert_eq!(numbers.len(), 5);
}

#[tokio::test]
async fn e6_a_life_is_told_by_keys_alone() {
    let (records, _) = a_life(StreamViewType::KeysOnly).await;
    let changes: Vec<PartialChange<Session>> = records
        .into_iter()
        .map(|record| record.into_partial_change().expect("a change"))
        .collect();
    let key = |id: &str| SessionKey::new(id);
    assert_eq!(
        changes,
        [
            PartialChange::Created {
                key: key("s-1"),
                new: None
            },
            PartialChange::Modified {
                key: key("s-1"),
                old: None,
                new: None
            },
            PartialChange::Removed {
                key: key("s-1"),
                old: None,
                cause: Cause::User
            },
            PartialChange::Created {
                key: key("s-2"),
                new: None
            },
            PartialChange::Removed {
                key: key("s-2"),
                old: None,
                cause: Cause::TimeToLive
            },
        ]
    );
}
