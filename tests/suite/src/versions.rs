//! W11: what a version is good for.

use dynamo_model::{Dynamo, prelude::*};

use crate::table;

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(meta(table_name = "documents"))]
struct Document {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    rev: u32,
    text: String,
}

/// `create` and `save` move the version in hand on; whoever is stale is told what is stored.
///
/// # Panics
///
/// When a promise is not kept.
pub async fn w11_create_save_stale_update_delete(db: &Dynamo) {
    table::create::<Document>(db).await;
    let mut document = Document {
        id: "a".into(),
        rev: 0,
        text: "first".into(),
    };
    document.create(db).await.expect("a new item");
    assert_eq!(document.rev, 1);
    let again = document.clone().create(db).await.expect_err("it is there");
    assert!(again.is_condition_failed(), "{again}");

    let mut stale = document.clone();
    document.text = "second".into();
    document.save(db).await.expect("the version in hand");
    assert_eq!(document.rev, 2);

    stale.text = "third".into();
    let refused = stale.save(db).await.expect_err("a stale version");
    assert!(refused.is_condition_failed(), "{refused}");
    assert_eq!(refused.current().expect("an item"), Some(document.clone()));
    assert_eq!((stale.rev, &*stale.text), (1, "third"), "as it was");

    let refused = stale.update(db).set(|d| d.text, "x").await;
    assert!(refused.expect_err("a stale version").is_condition_failed());
    document
        .update(db)
        .set(|d| d.text, "fourth")
        .await
        .expect("the version in hand");
    assert_eq!((document.rev, &*document.text), (3, "fourth"));
    let stored = Document::get(db, DocumentKey::new("a"))
        .consistent()
        .await
        .expect("an answer");
    assert_eq!(stored.as_ref(), Some(&document));

    let refused = stale.delete(db).await.expect_err("a stale version");
    assert!(refused.is_condition_failed(), "{refused}");
    let deleted = document.delete(db).returning_old().await.expect("deleted");
    assert_eq!(deleted, Some(document.clone()));
    let gone = document.save(db).await.expect_err("it is gone");
    assert!(gone.is_condition_failed(), "{gone}");
    assert_eq!(gone.current::<Document>().expect("no item"), None);
}
