//! W9: when DynamoDB may delete an item.

use dynamo_model::{Dynamo, prelude::*};
use time::OffsetDateTime;

use crate::{attribute::n, table};

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "sessions"))]
struct Session {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(ttl)]
    expires_at: Option<OffsetDateTime>,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "sessions"))]
struct Counted {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(ttl)]
    expires_at: u64,
}

/// 2019-06-05T00:01:00.999999Z
const NANOS: i128 = 1_559_692_860_999_999_000;

fn time(nanos: i128) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(nanos).expect("a time")
}

/// A time is a whole number of seconds, whichever operation writes it.
pub async fn w9_a_time_to_live_is_in_whole_seconds(db: &Dynamo) {
    table::create::<Session>(db).await;
    let expires_at = Some(time(NANOS));
    let mut session = Session {
        id: "a".into(),
        expires_at,
    };
    let stored = || async {
        let item = table::stored::<Session>(db, SessionKey::new("a")).await;
        item.expect("an item").remove("expires_at")
    };
    session.create(db).await.expect("a new item");
    assert_eq!(stored().await, Some(n("1559692860")));
    let update = Session::update_by_key(db, &session).set(|s| s.expires_at, time(NANOS * 2));
    update.await.expect("changed");
    assert_eq!(stored().await, Some(n("3119385721")));
    session.save(db).await.expect("stored");
    assert_eq!(stored().await, Some(n("1559692860")));
    let update = session.update(db).when(|s| s.expires_at.eq(time(NANOS)));
    update.await.expect("the same second");
    assert_eq!(
        session.expires_at,
        Some(time(NANOS / 1_000_000_000 * 1_000_000_000))
    );
}

/// None is no time to live: the item stays.
pub async fn w9_none_is_no_time_to_live(db: &Dynamo) {
    table::create::<Session>(db).await;
    let mut session = Session {
        id: "a".into(),
        expires_at: None,
    };
    session.create(db).await.expect("a new item");
    let item = table::stored::<Session>(db, &session).await;
    assert!(!item.expect("an item").contains_key("expires_at"));
    let update = session.update(db).set(|s| s.expires_at, time(NANOS));
    update.await.expect("changed");
    assert!(session.expires_at.is_some());
    let update = session.update(db).set(|s| s.expires_at, None);
    update.await.expect("changed");
    assert_eq!(session.expires_at, None);
    let item = table::stored::<Session>(db, &session).await;
    assert!(!item.expect("an item").contains_key("expires_at"));
}

/// A number is taken for seconds, and both read each other's items.
pub async fn w9_a_number_counts_seconds(db: &Dynamo) {
    table::create::<Counted>(db).await;
    let mut counted = Counted {
        id: "a".into(),
        expires_at: 1_559_692_860,
    };
    counted.create(db).await.expect("a new item");
    let read = Session::get(db, SessionKey::new("a")).await;
    let session = read.expect("an answer").expect("an item");
    assert_eq!(session.expires_at, Some(time(1_559_692_860_000_000_000)));
    assert_eq!(Session::ITEM.ttl_attribute(), Some("expires_at"));
}
