//! Items that come one at a time, or several from several tables.

use behaviour::{Answer, dynamodb};
use dynamo_model::{Dynamo, Error, prelude::*};
use serde_json::{Value, json};

use crate::{
    models::{From, Seen, SeenElsewhere, SeenElsewhereKey, SeenKey, Typed, TypedKey},
    scene::{Scene, Told},
};

fn seen(id: &str) -> Value {
    json!({ "id": { "S": id }, "text": { "S": "x" } })
}

/// The items of an answer that an operation gives, wherever they come from.
async fn froms<const N: usize>(
    scene: &Scene,
    ask: impl AsyncFn(&Dynamo) -> Result<[Option<Seen>; N], Error>,
) -> [[From; N]; 2] {
    scene.both(ask).await.map(|items| {
        items
            .expect("an answer")
            .map(|item| item.expect("an item").text)
    })
}

#[tokio::test(start_paused = true)]
async fn w17_every_item_that_is_returned_comes_from_the_bytes() {
    let scene = Scene::new().await;
    let one = json!({ "Item": seen("a"), "ConsumedCapacity": { "CapacityUnits": 0.5 } });
    scene.answers("GetItem", one.to_string().as_bytes());
    let got = froms(&scene, async |db| {
        Ok([Seen::get(db, SeenKey::new("a")).await?])
    });
    assert_eq!(got.await, [[From::Bytes], [From::Map]]);

    let old = json!({ "Attributes": seen("a") }).to_string();
    scene.answers("PutItem", old.as_bytes());
    let put = froms(&scene, async |db| {
        let mut item = Seen {
            id: "a".into(),
            text: From::Map,
        };
        Ok([item.save(db).returning_old().await?])
    });
    assert_eq!(put.await, [[From::Bytes], [From::Map]]);
    scene.answers("DeleteItem", old.as_bytes());
    let deleted = froms(&scene, async |db| {
        let delete = Seen::delete_by_key(db, SeenKey::new("a"));
        Ok([delete.returning_old().await?])
    });
    assert_eq!(deleted.await, [[From::Bytes], [From::Map]]);
    scene.answers("UpdateItem", old.as_bytes());
    let updated = froms(&scene, async |db| {
        let mut in_hand = Seen {
            id: "a".into(),
            text: From::Map,
        };
        in_hand.update(db).await?;
        let update = || Seen::update_by_key(db, SeenKey::new("a"));
        let new = update().returning_new().await?;
        Ok([Some(in_hand), Some(new), update().returning_old().await?])
    });
    assert_eq!(updated.await, [[From::Bytes; 3], [From::Map; 3]]);
}

#[tokio::test(start_paused = true)]
async fn w17_batches_and_transactions_keep_the_bytes_of_each_item() {
    let scene = Scene::new().await;
    // In no order.
    let batch = json!({ "Responses": { "things": [seen("b"), seen("a")] }, "UnprocessedKeys": {} });
    scene.answers("BatchGetItem", batch.to_string().as_bytes());
    let keys = || ["a", "b", "c", "a"].map(SeenKey::new);
    let told = scene.both(async |db| {
        let items = Seen::batch_get(db, keys()).await?;
        Ok(items
            .into_iter()
            .map(|item| item.map(|item| (item.id, item.text)))
            .collect())
    });
    let [direct, mapped] = told.await.map(|told: Result<Vec<_>, Told>| told.unwrap());
    let expected = |from| {
        let item = |id: &str| Some((id.to_owned(), from));
        [item("a"), item("b"), None, item("a")]
    };
    assert_eq!(direct, expected(From::Bytes));
    assert_eq!(mapped, expected(From::Map));

    let together = json!({ "Responses": [{ "Item": seen("a") }, {}, { "Item": seen("b") }] });
    scene.answers("TransactGetItems", together.to_string().as_bytes());
    let told = scene.both(async |db| {
        let (a, c, b) = db
            .transact_get()
            .get::<Seen>(SeenKey::new("a"))
            .get::<Seen>(SeenKey::new("c"))
            .get::<Seen>(SeenKey::new("b"))
            .await?;
        Ok([a, c, b].map(|item: Option<Seen>| item.map(|item| (item.id, item.text))))
    });
    let [direct, mapped] = told.await.map(Result::unwrap);
    assert_eq!(direct[..2], [expected(From::Bytes)[0].clone(), None]);
    assert_eq!(mapped[2], expected(From::Map)[1]);
}

#[tokio::test(start_paused = true)]
async fn w17_a_batch_of_several_tables_comes_from_the_bytes() {
    let scene = Scene::new().await;
    let batch = json!({ "Responses": { "things": [seen("a")], "others": [seen("a")] } });
    scene.answers("BatchGetItem", batch.to_string().as_bytes());
    let told = scene.both(async |db| {
        let batch = db.batch_get().items::<Seen>([SeenKey::new("a")]);
        let batch = batch.items::<SeenElsewhere>([SeenElsewhereKey::new("a")]);
        let (things, others) = batch.await?;
        let thing = things[0].as_ref().map(|item| item.text);
        Ok([thing, others[0].as_ref().map(|item| item.text)])
    });
    let [direct, mapped] = told.await.map(Result::unwrap);
    assert_eq!(direct, [Some(From::Bytes); 2]);
    assert_eq!(mapped, [Some(From::Map); 2]);
}

/// What DynamoDB may tell beside an item one day is passed over, whatever it looks like.
#[tokio::test(start_paused = true)]
async fn w17_what_stands_beside_an_item_is_not_taken_for_it() {
    let scene = Scene::new().await;
    let get = async |db: &Dynamo| {
        let item = Seen::get(db, SeenKey::new("a")).await?;
        Ok(item.map(|item| (item.id, item.text)))
    };
    let beside = json!({ "Former": seen("b"), "Item": seen("a"), "Later": [seen("c")] });
    scene.answers("GetItem", beside.to_string().as_bytes());
    let [direct, mapped] = scene.both(get).await;
    assert_eq!(direct, Ok(Some(("a".to_owned(), From::Bytes))));
    assert_eq!(mapped, Ok(Some(("a".to_owned(), From::Map))));
    let alone = json!({ "Former": seen("b") });
    scene.answers("GetItem", alone.to_string().as_bytes());
    assert_eq!(Scene::same(scene.both(get).await), Ok(None));
}

#[tokio::test(start_paused = true)]
async fn w17_what_a_batch_leaves_is_the_same() {
    let scene = Scene::new().await;
    let key = |at: u32| json!({ "id": { "S": "a" }, "at": { "N": at.to_string() } });
    let item = json!({ "id": { "S": "a" }, "at": { "N": "1" }, "more": { "M": {} } });
    let body = json!({
        "Responses": { "things": [item] },
        "UnprocessedKeys": { "things": { "Keys": [key(2)] } },
        "ConsumedCapacity": [{ "TableName": "things", "CapacityUnits": 1 }],
    });
    let route = scene.paused.aws.operation("BatchGetItem");
    let whole = json!({ "Responses": { "things": [item] } });
    for db in [&scene.direct, &scene.mapped] {
        // One that has all that it was asked for, and then one that leaves something for ever.
        let keys = || [1_u32, 2].map(|at| TypedKey::new("a", at));
        route.next(dynamodb::success(&whole));
        let read = Typed::batch_get(db, [TypedKey::new("a", 1_u32)]).await;
        assert_eq!(read.unwrap()[0].as_ref().unwrap().at, 1);
        route.always(dynamodb::success(&body));
        let Err(Error::Unread(unread)) = Typed::batch_get(db, keys()).max_retries(1).await else {
            panic!("it is left for ever")
        };
        let left = unread.keys::<Typed>();
        assert_eq!(left.len(), 1);
        assert_eq!(
            unread.items::<Typed>()[0].unwrap()["at"].as_n().unwrap(),
            "1"
        );
        assert!(unread.items::<Typed>()[0].unwrap()["more"].is_m());
        assert_eq!(unread.read::<Typed>().unwrap()[0].as_ref().unwrap().at, 1);
        scene.paused.aws.clear_script();
    }
    // What was read before a refusal is kept from the bytes.
    for db in [&scene.direct, &scene.mapped] {
        let keys = (0..101_u32).map(|at| TypedKey::new("a", at));
        route
            .next(dynamodb::success(&whole))
            .next(dynamodb::access_denied());
        let Err(Error::Unread(unread)) = Typed::batch_get(db, keys).await else {
            panic!("it is refused")
        };
        assert!(unread.items::<Typed>()[1].unwrap()["more"].is_m());
    }
}

#[tokio::test(start_paused = true)]
async fn w17_an_item_that_cannot_be_read_is_told_in_the_same_words() {
    let scene = Scene::new().await;
    let wrong = r#"{"id":{"S":"a"},"at":{"N":"x"},"y":{"X":1}}"#;
    let sentence = |item: &str| format!("`Typed`: attribute `at`: {item}");
    scene.answers("GetItem", format!("{{\"Item\":{wrong}}}").as_bytes());
    let told = scene.both(async |db| Typed::get(db, TypedKey::new("a", 1_u32)).await);
    let told = Scene::same(told.await).unwrap_err().sentences;
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with(&sentence("")), "{told:?}");
    let batch = format!("{{\"Responses\":[{{\"Item\":{wrong}}}]}}");
    scene.answers("TransactGetItems", batch.as_bytes());
    let told =
        scene.both(async |db| Typed::transact_get_all(db, [TypedKey::new("a", 1_u32)]).await);
    assert!(Scene::same(told.await).unwrap_err().sentences[0].starts_with(&sentence("")));
    scene.answers(
        "GetItem",
        br#"{"Item":{"id":{"S":"a"},"at":{"N":"1"},"x":{"S":1}}}"#,
    );
    let told = scene.both(async |db| Typed::get(db, TypedKey::new("a", 1_u32)).await);
    let sentence = "`Typed`: GetItem on table `things` did not get an answer";
    assert_eq!(Scene::same(told.await).unwrap_err().sentences[0], sentence);
    scene.answers("GetItem", br#"{"Item":null}"#);
    let told = scene.both(async |db| Typed::get(db, TypedKey::new("a", 1_u32)).await);
    assert_eq!(Scene::same(told.await), Ok(None));
}

#[tokio::test(start_paused = true)]
async fn w17_an_item_in_hand_is_stored_although_the_old_one_cannot_be_read() {
    let scene = Scene::new().await;
    for body in [r#"{"Attributes":{"id":{"N":"1"}}}"#, r#"{"Attributes":{}}"#] {
        scene.answers("PutItem", body.as_bytes());
        for db in [&scene.direct, &scene.mapped] {
            let mut item = crate::models::Counted {
                id: "a".into(),
                rev: 4,
            };
            let error = item.save(db).returning_old().await.unwrap_err();
            assert!(matches!(error, Error::Convert(_)), "{error}");
            assert_eq!(item.rev, 5);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn w17_a_failed_condition_tells_the_same_item() {
    let scene = Scene::new().await;
    let body = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
        "message": "The conditional request failed",
        "Item": { "id": { "S": "a" }, "at": { "N": "7" } },
    });
    let route = scene.paused.aws.operation("DeleteItem");
    route.always(Answer::json(400, &body));
    for db in [&scene.direct, &scene.mapped] {
        let delete = Typed::delete_by_key(db, TypedKey::new("a", 7_u32)).returning_old();
        let error = delete.when(|t| t.flag.eq(true)).await.unwrap_err();
        assert_eq!(error.current::<Typed>().unwrap().unwrap().at, 7);
    }
}
