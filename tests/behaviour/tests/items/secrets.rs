//! A23: what operations and their errors print of secrets and items: nothing.

use std::{error::Error as _, fmt::Debug};

use behaviour::dynamodb;
use dynamo_model::{Dynamo, Error, access::Access, prelude::*};

use crate::{
    answer::condition_failed,
    document::{Document, DocumentKey, NOW, NOW_SECONDS, document, stored},
};

const SECRET: &str = "hidden-secret";
const TEXT: &str = "classified";

fn item() -> Document {
    Document {
        id: TEXT.into(),
        text: TEXT.into(),
        ..document(1)
    }
}

fn access() -> Access {
    Access::keys("key_of_call", SECRET)
}

#[track_caller]
fn assert_discreet(text: &str) {
    for hidden in [SECRET, "fixture-secret", TEXT] {
        assert!(!text.contains(hidden), "{text}");
    }
}

#[track_caller]
fn assert_printed_discreetly(value: &impl Debug, type_name: &str) {
    let text = format!("{value:?}");
    assert!(text.starts_with(type_name), "{text}");
    assert_discreet(&text);
    assert_discreet(&format!("{value:#?}"));
}

#[tokio::test(start_paused = true)]
async fn a23_operations_print_neither_items_nor_secrets() {
    let db: Dynamo = crate::paused().dynamo().await;
    let key = || DocumentKey::new(TEXT, 7_u32);
    let mut item = item();
    let get = || Document::get(&db, key()).with(access());
    assert_printed_discreetly(&get(), "Get {");
    assert_printed_discreetly(&get().project(|d| d.text), "Get {");
    assert_printed_discreetly(&get().with_capacity(), "WithCapacity(");
    let delete = item.delete(&db).with(access());
    assert_printed_discreetly(&delete.when(|d| d.text.eq(TEXT)), "Delete {");
    let put = item.save(&db).with(access());
    assert_printed_discreetly(&put.when(|d| d.text.eq(TEXT)), "Put {");
    let update = item.update(&db).with(access());
    assert_printed_discreetly(&update.set(|d| d.text, TEXT), "Update {");
    let update = Document::update_by_key(&db, key()).with(access());
    assert_printed_discreetly(&update.set(|d| d.text, TEXT), "UpdateByKey {");
}

fn printed(error: &Error) {
    assert_discreet(&format!("{error:?} {error:#?} {error}"));
    let mut cause = error.source();
    while let Some(error) = cause {
        assert_discreet(&format!("{error:?} {error:#?} {error}"));
        cause = error.source();
    }
}

#[tokio::test(start_paused = true)]
async fn a23_errors_print_neither_items_nor_secrets() {
    let stored = stored("5", NOW, NOW_SECONDS, TEXT);
    for answer in [
        condition_failed(Some(&stored)),
        condition_failed(None),
        dynamodb::access_denied(),
        dynamodb::expired_token(),
        dynamodb::internal_server_error(),
        behaviour::Answer::connection_dropped(),
        behaviour::Answer::response(200, "application/x-amz-json-1.0", TEXT),
    ] {
        let scene = crate::paused();
        scene.aws.dynamodb().always(answer);
        let db = scene.dynamo().await;
        let error = item().save(&db).with(access()).await.unwrap_err();
        printed(&error);
        if let Error::ConditionFailed(failed) = &error {
            assert_discreet(&format!("{failed:?} {failed:#?} {failed}"));
            let has_item = failed.item().is_some();
            let told = format!("ConditionFailed {{ model: \"Document\", has_item: {has_item} }}");
            assert_eq!(format!("{failed:?}"), told);
        }
    }
    let db = crate::paused().dynamo().await;
    let half = Access::keys("", SECRET);
    printed(&item().save(&db).with(half).await.unwrap_err());
    let twice = Document::update_by_key(&db, DocumentKey::new(TEXT, 7_u32));
    let twice = twice.set(|d| d.text, TEXT).set(|d| d.text, TEXT);
    printed(&twice.await.unwrap_err());
}
