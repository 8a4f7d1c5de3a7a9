//! What an engine's own stream tells of the operations of a model.

use aws_sdk_dynamodbstreams as streams_sdk;
use dynamo_model::{
    Dynamo,
    embedded::EmbeddedDatabase,
    prelude::*,
    streams::{Cause, Change, PartialChange, Record},
};
use streams_sdk::types::ShardIteratorType;
use time::OffsetDateTime;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "sessions", stream_view_type = "NEW_AND_OLD_IMAGES"))]
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

/// Its key is put together from fields, of which the stream tells the whole only.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "visits", stream_view_type = "KEYS_ONLY"),
    key(pk = "SITE#{site}", sk = "VISIT#{number:010}")
)]
struct Visit {
    site: String,
    number: u32,
    seconds: u64,
    #[dynamo(ttl)]
    expires_at: Option<OffsetDateTime>,
}

fn long_ago() -> OffsetDateTime {
    OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000)
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

#[tokio::test]
async fn e6_a_life_is_told_by_the_engines_stream() {
    let database = EmbeddedDatabase::memory().expect("a database");
    let db = Dynamo::on_embedded(&database);
    Session::ensure_table(&db).await.expect("a table");
    let mut session = Session::new("s-1");
    session.create(&db).await.expect("created");
    let first = session.clone();
    session.user = String::from("grace");
    session.save(&db).await.expect("saved");
    session.delete(&db).await.expect("deleted");
    let mut over = Session::new("s-2");
    over.expires_at = Some(long_ago());
    over.create(&db).await.expect("created");
    assert_eq!(database.delete_expired_items().expect("a sweep"), 1);

    let records = records(&database).await;
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
                new: session.clone()
            },
            Change::Removed {
                old: session,
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
    let database = EmbeddedDatabase::memory().expect("a database");
    let db = Dynamo::on_embedded(&database);
    Visit::ensure_table(&db).await.expect("a table");
    let mut visit = Visit {
        site: String::from("docs"),
        number: 42,
        seconds: 0,
        expires_at: None,
    };
    visit.create(&db).await.expect("created");
    visit.seconds = 7;
    visit.save(&db).await.expect("saved");
    visit.delete(&db).await.expect("deleted");
    visit.expires_at = Some(long_ago());
    visit.create(&db).await.expect("created");
    assert_eq!(database.delete_expired_items().expect("a sweep"), 1);

    let records = records(&database).await.into_iter();
    let changes: Vec<PartialChange<Visit>> = records
        .map(|record| record.into_partial_change().expect("a change"))
        .collect();
    let key = VisitKey::new("docs", 42_u32);
    let created = PartialChange::Created {
        key: key.clone(),
        new: None,
    };
    let removed = |cause| PartialChange::Removed {
        key: key.clone(),
        old: None,
        cause,
    };
    assert_eq!(
        changes,
        [
            created.clone(),
            PartialChange::Modified {
                key: key.clone(),
                old: None,
                new: None
            },
            removed(Cause::User),
            created,
            removed(Cause::TimeToLive),
        ]
    );
}
