//! What `get` sends.

use behaviour::dynamodb;
use dynamo_model::{Error, prelude::*};
use serde_json::json;

use crate::{
    document::{Document, DocumentKey, NOW, NOW_SECONDS, key, stored},
    sent::{sent, spelled_out},
};

fn by_key() -> DocumentKey {
    DocumentKey::new("a", 7_u32)
}

#[derive(DynamoValue, Debug, PartialEq)]
struct Head {
    id: String,
    #[dynamo(alias = "title")]
    text: String,
}

#[tokio::test(start_paused = true)]
async fn w11_get_sends_the_key_alone() {
    let scene = crate::paused();
    let read = Document::get(&scene.dynamo().await, by_key()).await;
    assert_eq!(read.unwrap(), None);
    let expected = json!({ "TableName": "documents", "Key": key() });
    assert_eq!(sent(&scene.aws), expected);
}

#[tokio::test(start_paused = true)]
async fn w14_get_asks_for_parts_by_placeholders() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let item = stored("1", NOW, NOW_SECONDS, "old");
    scene.aws.operation("GetItem").always(dynamodb::item(&item));
    let get = || Document::get(&db, by_key()).consistent();
    let (part, _) = get()
        .project(|d| (d.text.clone(), d.rev, d.text))
        .with_capacity()
        .await
        .unwrap();
    assert_eq!(part, Some(("old".to_owned(), 1, "old".to_owned())));
    let head = get().project_as::<Head>().await.unwrap().unwrap();
    assert_eq!((&*head.id, &*head.text), ("a", "old"));
    let sent = scene.aws.dynamodb().requests();
    let sent: Vec<_> = sent.iter().map(|request| spelled_out(request)).collect();
    assert_eq!(
        sent,
        [
            json!({
                "TableName": "documents",
                "Key": key(),
                "ConsistentRead": true,
                "ProjectionExpression": "text, rev",
                "ReturnConsumedCapacity": "TOTAL",
            }),
            json!({
                "TableName": "documents",
                "Key": key(),
                "ConsistentRead": true,
                "ProjectionExpression": "id, text, title",
            }),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn w10_an_item_that_does_not_fit_is_told_with_model_and_path() {
    let scene = crate::paused();
    let mut item = stored("1", NOW, NOW_SECONDS, "old");
    item["rev"] = json!({ "S": "1" });
    scene.aws.operation("GetItem").next(dynamodb::item(&item));
    let db = scene.dynamo().await;
    let error = Document::get(&db, by_key()).await.unwrap_err();
    assert!(matches!(error, Error::Convert(_)), "{error:?}");
    let expected = "`Document`: attribute `rev`: expected N, found S";
    assert_eq!(error.to_string(), expected);
    assert!(!error.is_retryable());
}
