//! E6: one item from its table to its end.

use std::collections::BTreeSet;

use dynamo_model::{Dynamo, Error, prelude::*};
use time::OffsetDateTime;

use crate::table;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "ledger"), rename_all = "camelCase")]
struct Entry {
    #[dynamo(partition_key)]
    account: String,
    #[dynamo(sort_key)]
    at: OffsetDateTime,
    #[dynamo(version)]
    rev: u64,
    amount: rust_decimal::Decimal,
    tags: BTreeSet<String>,
    #[dynamo(ttl)]
    expires_at: Option<OffsetDateTime>,
    #[dynamo(created_at)]
    created_at: Option<OffsetDateTime>,
    #[dynamo(updated_at)]
    updated_at: Option<OffsetDateTime>,
}

/// Nobody is there before the table is; then created, read, changed by two at once, saved and deleted.
pub async fn e6_a_full_life(db: &Dynamo) {
    let at = OffsetDateTime::from_unix_timestamp(1_559_692_860).expect("a time");
    let key = EntryKey::new("acme", at);
    let early = Entry::get(db, key.clone()).await.expect_err("no table");
    assert!(early.is_table_not_found(), "{early}");
    assert!(early.to_string().contains("table `ledger`"), "{early}");
    table::create::<Entry>(db).await;

    let mut entry = Entry {
        account: "acme".into(),
        at,
        rev: 0,
        amount: rust_decimal::Decimal::new(1050, 2),
        tags: BTreeSet::new(),
        expires_at: None,
        created_at: None,
        updated_at: None,
    };
    assert_eq!(Entry::get(db, key.clone()).await.expect("an answer"), None);
    entry.create(db).await.expect("a new item");
    let read = || Entry::get(db, key.clone()).consistent();
    let mut other = read().await.expect("an answer").expect("the item");
    assert_eq!(other, entry);

    let update = entry
        .update(db)
        .when(|e| e.amount.gt(rust_decimal::Decimal::TEN))
        .add(|e| e.amount, rust_decimal::Decimal::new(-50, 2))
        .insert(|e| e.tags, ["checked"])
        .set(|e| e.expires_at, at);
    update.await.expect("changed");
    assert_eq!((entry.rev, entry.amount), (2, rust_decimal::Decimal::TEN));

    // The other one was slower, looks at what is stored, and tries again.
    other.tags.insert("mine".into());
    let slow = other.save(db).await.expect_err("too slow");
    let mut current: Entry = slow.current().expect("an item").expect("the item");
    assert_eq!(current, entry);
    current.tags.insert("mine".into());
    current.expires_at = None;
    current.save(db).await.expect("the version in hand");
    let stored = read().await.expect("an answer").expect("the item");
    assert_eq!(stored, current);
    assert_eq!((stored.rev, stored.tags.len()), (3, 2));
    assert_eq!(stored.created_at, entry.created_at);
    assert_eq!(stored.expires_at, None);

    let stale = entry.delete(db).await.expect_err("another version");
    assert!(matches!(stale, Error::ConditionFailed(_)), "{stale}");
    let deleted = stored.delete(db).returning_old().await;
    assert_eq!(deleted.expect("deleted"), Some(current));
    assert_eq!(read().await.expect("an answer"), None);
}
