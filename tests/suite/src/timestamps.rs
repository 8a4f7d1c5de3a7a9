//! When an item was created and changed, in hand as in the table.

use std::{fmt::Debug, time::SystemTime};

use dynamo_model::{Dynamo, aws_sdk_dynamodb::types::AttributeValue, prelude::*};
use time::OffsetDateTime;

use crate::table;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "notes"))]
struct Note {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(created_at)]
    created: Option<SystemTime>,
    #[dynamo(updated_at)]
    updated: SystemTime,
    text: String,
}

impl Note {
    fn new() -> Self {
        Self {
            id: "a".into(),
            created: None,
            updated: LONG_AGO,
            text: "first".into(),
        }
    }
}

/// In seconds, by a time and by a number; with a version, which tells what is new.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "seconds"))]
struct Seconds {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    rev: u64,
    #[dynamo(created_at, format = "epoch_seconds")]
    created: OffsetDateTime,
    #[dynamo(updated_at)]
    updated: u64,
}

const LONG_AGO: SystemTime = SystemTime::UNIX_EPOCH;

async fn stored<M: DynamoItem + Clone + Debug>(db: &Dynamo, item: &M) -> M
where
    M::Key: for<'k> From<&'k M>,
{
    let read = M::get(db, item).consistent().await;
    read.expect("an answer").expect("the item")
}

/// Makes the times in the table those of long ago.
async fn age(db: &Dynamo) {
    let update = Note::update_by_key(db, NoteKey::new("a"));
    let update = update.set(|n| n.created, LONG_AGO);
    let update = update.set(|n| n.updated, LONG_AGO);
    let aged = update.returning_new().await.expect("changed");
    assert_eq!(
        (aged.created, aged.updated),
        (Some(LONG_AGO), LONG_AGO),
        "an update may set them itself"
    );
}

/// What is in hand is what is stored, to the last digit.
pub async fn timestamps_of_create_and_save(db: &Dynamo) {
    table::create::<Note>(db).await;
    let before = SystemTime::now();
    let mut note = Note::new();
    note.create(db).await.expect("a new item");
    assert!(note.updated >= before && note.updated <= SystemTime::now());
    assert_eq!(note.created, Some(note.updated), "one moment");
    assert_eq!(stored(db, &note).await, note);

    age(db).await;
    let mut note = stored(db, &note).await;
    note.text = "second".into();
    note.save(db).await.expect("stored");
    assert_eq!(note.created, Some(LONG_AGO), "is still when it was created");
    assert!(note.updated >= before);
    assert_eq!(stored(db, &note).await, note);
}

/// Without a version, an item that has no time of creation yet is a new one.
pub async fn timestamps_of_a_first_save(db: &Dynamo) {
    table::create::<Note>(db).await;
    let mut note = Note::new();
    note.save(db).await.expect("stored");
    assert_eq!(note.created, Some(note.updated));
    assert_eq!(stored(db, &note).await, note);
}

/// An update in hand changes one of them.
pub async fn timestamps_of_an_update(db: &Dynamo) {
    table::create::<Note>(db).await;
    let before = SystemTime::now();
    let mut note = Note::new();
    note.create(db).await.expect("a new item");
    age(db).await;
    let update = note.update(db).set(|n| n.text, "second");
    update.await.expect("changed");
    assert_eq!(note.created, Some(LONG_AGO));
    assert!(note.updated >= before);
    assert_eq!(stored(db, &note).await, note);
    age(db).await;
    note.update(db).await.expect("touched");
    assert!(note.updated >= before, "also with nothing else to change");
    assert_eq!(stored(db, &note).await, note);
}

/// An update by key may create the item, which then has both; it leaves the time of creation alone otherwise.
pub async fn timestamps_of_an_update_by_key(db: &Dynamo) {
    table::create::<Note>(db).await;
    let before = SystemTime::now();
    let update = || Note::update_by_key(db, NoteKey::new("a")).set(|n| n.text, "x");
    let new = update().returning_new().await.expect("created");
    assert_eq!(new.created, Some(new.updated));
    assert!(new.updated >= before);
    age(db).await;
    let new = update().returning_new().await.expect("changed");
    assert_eq!(new.created, Some(LONG_AGO));
    assert!(new.updated >= before);
}

/// In another form, the time in hand is as exact as the one in the table.
pub async fn timestamps_in_seconds(db: &Dynamo) {
    table::create::<Seconds>(db).await;
    let before = OffsetDateTime::from(SystemTime::now()).unix_timestamp();
    let mut item = Seconds {
        id: "a".into(),
        rev: 0,
        created: OffsetDateTime::UNIX_EPOCH,
        updated: 0,
    };
    item.save(db).await.expect("a new item");
    let created = item.created.unix_timestamp();
    assert_eq!(item.created.nanosecond(), 0);
    assert_eq!(u64::try_from(created), Ok(item.updated));
    assert!(item.created.unix_timestamp() >= before);
    assert_eq!(stored(db, &item).await, item);
    let attributes = table::stored::<Seconds>(db, &item).await.expect("an item");
    for name in ["created", "updated"] {
        let expected = AttributeValue::N(item.updated.to_string());
        assert_eq!(attributes[name], expected, "{name}");
    }

    let (created, updated) = (item.created, item.updated);
    item.updated = 0;
    item.save(db).await.expect("stored");
    assert_eq!(item.created, created);
    assert!(item.updated >= updated);
    assert_eq!(stored(db, &item).await, item);
}
