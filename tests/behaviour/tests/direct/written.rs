//! Items that are written into the bytes of a request.

use std::{any::type_name, cell::Cell, collections::HashMap, time::SystemTime};

use aws_sdk_dynamodb::types::AttributeValue;
use behaviour::dynamodb;
use dynamo_model::{
    Dynamo, Error,
    attribute::{
        Attribute, ConvertError, FromAttribute, Sink, Source, ToAttribute, kind, to_json_item,
    },
    prelude::*,
};
use serde_json::json;

use crate::{
    models::Counted,
    scene::{Scene, Told},
};

thread_local! {
    /// How often a text was written into a map, by this test and no other.
    static MAPPED: Cell<usize> = const { Cell::new(0) };
}

#[derive(Debug)]
struct Text;

impl Attribute for Text {
    type Kind = kind::Text;
}

impl ToAttribute for Text {
    fn to_attribute<S: Sink>(&self, sink: S) -> Result<S::Ok, ConvertError> {
        let is_map = type_name::<S>().contains("AttributeValueSink");
        MAPPED.set(MAPPED.get() + usize::from(is_map));
        sink.string("\"text\"\n")
    }
}

impl<'a> FromAttribute<'a> for Text {
    fn from_attribute<S: Source<'a>>(_: S) -> Result<Self, ConvertError> {
        Ok(Self)
    }
}

#[derive(DynamoModel, Debug)]
#[dynamo(meta(table_name = "things"))]
struct Thing {
    #[dynamo(partition_key)]
    id: String,
    text: Text,
    #[dynamo(version)]
    rev: u32,
    #[dynamo(created_at)]
    created: Option<SystemTime>,
    #[dynamo(flatten)]
    rest: HashMap<String, AttributeValue>,
}

fn thing() -> Thing {
    let rest = ["rev", "text", "more"].map(|name| (name.to_owned(), AttributeValue::Null(true)));
    Thing {
        id: "a".into(),
        text: Text,
        rev: 3,
        created: None,
        rest: rest.into(),
    }
}

#[tokio::test(start_paused = true)]
async fn w17_an_item_is_written_into_the_bytes_unless_told_otherwise() {
    let scene = Scene::new().await;
    let route = scene.paused.aws.operation("PutItem");
    route.next(dynamodb::internal_server_error());
    let mut sent = Vec::new();
    for (db, mapped) in [(&scene.direct, 0), (&scene.mapped, 1)] {
        let before = MAPPED.get();
        let mut item = thing();
        item.save(db).await.unwrap();
        assert_eq!(item.rev, 4);
        assert_eq!(MAPPED.get() - before, mapped);
        let request = route.last();
        let length = request.header("content-length").map(str::to_owned);
        assert_eq!(length, Some(request.body().len().to_string()));
        sent.push(request.json());
    }
    let item = json!({
        "id": { "S": "a" },
        "text": { "S": "\"text\"\n" },
        "rev": { "N": "4" },
        "more": { "NULL": true },
    });
    assert_eq!(sent[0]["Item"], item);
    assert_eq!(sent[0], sent[1]);
    // So it is in company.
    for (db, mapped) in [(&scene.direct, 0), (&scene.mapped, 1)] {
        let before = MAPPED.get();
        let batch = db.batch_write().put(&thing());
        assert!(batch.await.unwrap().is_complete());
        db.transact_write().put(&thing()).await.unwrap();
        let mut in_hand = thing();
        db.transact_write().save(&mut in_hand).await.unwrap();
        assert_eq!(in_hand.rev, 4);
        assert_eq!(MAPPED.get() - before, 3 * mapped);
        let batch = scene.paused.aws.operation("BatchWriteItem").last().json();
        let put = &batch["RequestItems"]["things"][0]["PutRequest"];
        assert_eq!(put, &json!({ "Item": item }));
        let transaction = scene.paused.aws.operation("TransactWriteItems").last();
        let put = &transaction.json()["TransactItems"][0]["Put"];
        assert_eq!(put["Item"], item);
    }
    // Each once, and the first one a second time, as it was.
    let requests = route.requests();
    assert_eq!(requests.len(), 3);
    assert_eq!(requests[0].body(), requests[1].body());
    let text = String::from_utf8_lossy(requests[0].body());
    assert_eq!(text.matches("\"rev\":").count(), 1, "{text}");
}

#[derive(DynamoModel, Debug)]
#[dynamo(meta(table_name = "things"))]
struct Loose {
    #[dynamo(partition_key)]
    id: String,
    #[dynamo(version)]
    rev: u32,
    #[dynamo(flatten)]
    rest: HashMap<String, u32>,
}

#[tokio::test(start_paused = true)]
async fn w17_the_rest_does_not_replace_what_the_library_writes() {
    let scene = Scene::new().await;
    let route = scene.paused.aws.operation("PutItem");
    for rest in [&["rev"][..], &["id"], &["rev", "id"], &[]] {
        for db in [&scene.direct, &scene.mapped] {
            let rest = rest.iter().map(|name| ((*name).to_owned(), 99));
            let mut loose = Loose {
                id: "a".into(),
                rev: 3,
                rest: rest.collect(),
            };
            loose.save(db).await.unwrap();
            let item = json!({ "id": { "S": "a" }, "rev": { "N": "4" } });
            assert_eq!(route.last().json()["Item"], item, "{:?}", loose.rest);
        }
    }
}

/// More attributes than come into this order by chance.
#[derive(DynamoModel, Debug)]
#[dynamo(meta(table_name = "things"))]
struct Wide {
    #[dynamo(partition_key)]
    id: String,
    zulu: u32,
    alfa: String,
    yankee: bool,
    bravo: Vec<u8>,
    x_ray: f64,
    charlie: Option<String>,
    whiskey: Vec<String>,
    delta: i64,
}

/// In the order of its fields, in which it was written once.
#[tokio::test(start_paused = true)]
async fn w17_an_item_stands_in_the_bytes_as_it_was_written() {
    let scene = Scene::new().await;
    let mut item = Wide {
        id: "a".into(),
        zulu: 1,
        alfa: "\"\u{1f980}\"".into(),
        yankee: true,
        bravo: vec![0, 255],
        x_ray: 1.5,
        charlie: Some("/".into()),
        whiskey: vec!["x".into(), String::new()],
        delta: -1,
    };
    let db = &scene.direct;
    db.transact_write().put(&item).await.unwrap();
    db.transact_write().save(&mut item).await.unwrap();
    assert!(db.batch_write().put(&item).await.unwrap().is_complete());
    item.save(db).await.unwrap();
    let written = String::from_utf8(to_json_item(&item).unwrap()).unwrap();
    let requests = scene.paused.aws.dynamodb().requests();
    assert_eq!(requests.len(), 4);
    for request in requests {
        let body = String::from_utf8_lossy(request.body());
        let holds = format!("\"Item\":{written}");
        assert!(body.contains(&holds), "{body}\n{holds}");
    }
}

#[tokio::test(start_paused = true)]
async fn w17_a_request_that_leaves_for_the_sdk_has_its_item() {
    let scene = Scene::new().await;
    let mut item = thing();
    let request = item.create(&scene.direct).into_sdk().await.unwrap();
    let sent = request.get_item().as_ref().unwrap();
    assert_eq!(sent["rev"].as_n().unwrap(), "1");
}

#[derive(DynamoModel, Debug)]
#[dynamo(meta(table_name = "things"))]
struct Weight {
    #[dynamo(partition_key)]
    id: String,
    kilograms: f64,
}

#[tokio::test(start_paused = true)]
async fn w17_what_cannot_be_written_is_told_in_the_same_words() {
    let scene = Scene::new().await;
    let heavy = async |db: &Dynamo| -> Result<(), Error> {
        let mut weight = Weight {
            id: "a".into(),
            kilograms: f64::INFINITY,
        };
        weight.save(db).await
    };
    let told = Scene::same(scene.both(heavy).await).unwrap_err();
    assert!(
        told.sentences[0].starts_with("`Weight`: attribute `kilograms`: "),
        "{told:?}"
    );
    let last = async |db: &Dynamo| -> Result<(), Error> {
        let mut counted = Counted {
            id: "a".into(),
            rev: u32::MAX,
        };
        counted.save(db).await
    };
    let told: Told = Scene::same(scene.both(last).await).unwrap_err();
    assert!(
        told.sentences[0].starts_with("`Counted`: attribute `rev`: "),
        "{told:?}"
    );
    assert_eq!(scene.paused.aws.dynamodb().count(), 0);
}
