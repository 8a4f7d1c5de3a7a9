//! W11: what a version is good for.

use dynamo_model::{Dynamo, Error, prelude::*};

use crate::{
    attribute::{item, n, s},
    table,
};

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "documents"))]
struct Document {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version, default)]
    rev: u32,
    text: String,
}

/// The same documents, to somebody who counts fewer versions.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "documents"))]
struct Short {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    rev: u8,
    text: String,
}

/// And to somebody who counts as many as there are.
#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "documents"))]
struct Long {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    rev: u64,
    text: String,
}

fn document(text: &str) -> Document {
    Document {
        id: "a".into(),
        rev: 0,
        text: text.into(),
    }
}

async fn stored(db: &Dynamo) -> Option<Document> {
    let read = Document::get(db, DocumentKey::new("a")).consistent().await;
    read.expect("an answer")
}

/// The item that a stale write was told of.
fn refused<T>(outcome: Result<T, Error>) -> Option<Document> {
    let Err(error) = outcome else {
        panic!("a stale version was taken");
    };
    assert!(error.is_condition_failed(), "{error}");
    error.current().expect("an item")
}

/// `create` and `save` move the version in hand on; whoever is stale is told what is stored.
pub async fn w11_create_save_stale_update_delete(db: &Dynamo) {
    table::create::<Document>(db).await;
    let mut first = document("first");
    first.create(db).await.expect("a new item");
    assert_eq!(first.rev, 1);
    assert_eq!(
        refused(document("again").create(db).await),
        Some(first.clone())
    );

    let mut stale = first.clone();
    let mut fresh = first;
    fresh.text = "second".into();
    fresh.save(db).await.expect("the version in hand");
    assert_eq!(fresh.rev, 2);

    stale.text = "third".into();
    assert_eq!(refused(stale.save(db).await), Some(fresh.clone()));
    assert_eq!((stale.rev, &*stale.text), (1, "third"), "as it was");
    let outcome = stale.update(db).set(|d| d.text, "x").await;
    assert_eq!(refused(outcome), Some(fresh.clone()));
    assert_eq!((stale.rev, &*stale.text), (1, "third"), "as it was");
    assert_eq!(refused(stale.delete(db).await), Some(fresh.clone()));

    let update = fresh.update(db).set(|d| d.text, "fourth");
    update.await.expect("the version in hand");
    assert_eq!((fresh.rev, &*fresh.text), (3, "fourth"));
    assert_eq!(stored(db).await.as_ref(), Some(&fresh));
    fresh.delete(db).await.expect("the version in hand");
    assert_eq!(stored(db).await, None);
}

/// What was deleted meanwhile is not stored anew, neither as a whole nor in parts.
pub async fn w11_an_item_that_is_gone_stays_gone(db: &Dynamo) {
    table::create::<Document>(db).await;
    let mut gone = document("gone");
    gone.create(db).await.expect("a new item");
    let delete = Document::delete_by_key(db, &gone);
    delete.await.expect("deleted in whatever version");
    assert_eq!(refused(gone.save(db).await), None);
    assert_eq!(refused(gone.update(db).set(|d| d.text, "x").await), None);
    assert_eq!(refused(gone.delete(db).await), None);
    assert_eq!(gone.rev, 1);
    assert_eq!(stored(db).await, None);
}

/// 0 stores what was never stored, and nothing else.
pub async fn w11_version_0_is_an_item_that_was_never_stored(db: &Dynamo) {
    table::create::<Document>(db).await;
    let mut first = document("first");
    first.save(db).await.expect("a new item");
    assert_eq!(first.rev, 1);
    let mut second = document("second");
    assert_eq!(refused(second.save(db).await), Some(first.clone()));
    assert_eq!(
        refused(second.update(db).set(|d| d.text, "x").await),
        Some(first.clone())
    );
    assert_eq!(refused(second.delete(db).await), Some(first.clone()));
    assert_eq!(stored(db).await, Some(first));
}

/// Items from before the model counted versions are in version 0, until they are written.
pub async fn w11_an_item_without_a_version_gets_its_first(db: &Dynamo) {
    table::create::<Document>(db).await;
    let old = || item([("id", s("a")), ("text", s("old"))]);
    table::put::<Document>(db, old()).await;
    let mut one = stored(db).await.expect("the item");
    let mut other = one.clone();
    assert_eq!(one.rev, 0);
    one.save(db).await.expect("nobody was faster");
    assert_eq!(one.rev, 1);
    assert_eq!(refused(other.save(db).await), Some(one));

    table::put::<Document>(db, old()).await;
    let update = other.update(db).set(|d| d.text, "new");
    update.await.expect("nobody was faster");
    assert_eq!((other.rev, &*other.text), (1, "new"));

    table::put::<Document>(db, old()).await;
    assert_eq!(refused(other.delete(db).await), Some(document("old")));
    let deleted = document("old").delete(db).returning_old().await;
    assert_eq!(deleted.expect("deleted"), Some(document("old")));
}

/// An update by key does not ask for the version, but counts it.
pub async fn w11_an_update_by_key_counts_the_version(db: &Dynamo) {
    table::create::<Document>(db).await;
    for rev in 1..=3 {
        let update = Document::update_by_key(db, DocumentKey::new("a")).set(|d| d.text, "x");
        let new = update.returning_new().await.expect("changed");
        assert_eq!(new.rev, rev);
    }
}

/// One version more than the field can count would be stored and never read again.
pub async fn w11_a_version_is_not_counted_past_its_type(db: &Dynamo) {
    table::create::<Short>(db).await;
    let at = |rev: &str| item([("id", s("a")), ("rev", n(rev)), ("text", s("x"))]);
    table::put::<Short>(db, at("254")).await;
    let read = Short::get(db, ShortKey::new("a")).await;
    let mut short = read.expect("an answer").expect("an item");
    short.save(db).await.expect("the last version");
    assert_eq!(short.rev, 255);
    for outcome in [
        short.save(db).await,
        short.update(db).set(|d| d.text, "y").await,
    ] {
        let error = outcome.expect_err("the last version");
        assert!(matches!(error, Error::Convert(_)), "{error}");
        assert_eq!(
            error.to_string(),
            "`Short`: attribute `rev`: is at 255, the last version that the field's type can count; a wider integer \
             can count more"
        );
    }
    assert_eq!((short.rev, &*short.text), (255, "x"));
    assert_eq!(table::stored::<Short>(db, &short).await, Some(at("255")));
    short.delete(db).await.expect("deleted");

    table::put::<Long>(db, at(&u64::MAX.to_string())).await;
    let read = Long::get(db, LongKey::new("a")).await;
    let mut long = read.expect("an answer").expect("an item");
    let error = long.save(db).await.expect_err("the last version");
    assert!(matches!(error, Error::Convert(_)), "{error}");
    long.create(db).await.expect_err("it is there");
    long.delete(db).await.expect("deleted");
    long.create(db).await.expect("a new item counts from 1");
    assert_eq!(long.rev, 1);
}
