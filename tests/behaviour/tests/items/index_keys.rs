//! What updates of fields send of which keys of indexes are put together.

use behaviour::dynamodb;
use dynamo_model::{Error, prelude::*};
use serde_json::json;

use crate::sent::{sent, spelled_out};

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "orders"),
    index(ByState, name = "gsi1", pk = "STATE#{state}", sk = "{placed}#{id}"),
    index(ById, name = "gsi2", pk = "ID#{id}")
)]
struct Order {
    #[dynamo(partition_key)]
    id: String,
    state: String,
    placed: String,
    note: Option<String>,
}

#[derive(DynamoModel, Debug, Clone, PartialEq)]
#[dynamo(
    meta(table_name = "tasks"),
    index(TasksByState, name = "gsi1", pk = "{state}#{owner}")
)]
struct Task {
    #[dynamo(partition_key)]
    id: String,
    state: String,
    owner: String,
    #[dynamo(version)]
    rev: u32,
}

fn order() -> Order {
    Order {
        id: "7".into(),
        state: "open".into(),
        placed: "2026".into(),
        note: None,
    }
}

fn task() -> Task {
    Task {
        id: "7".into(),
        state: "open".into(),
        owner: "Ada".into(),
        rev: 3,
    }
}

#[tokio::test(start_paused = true)]
async fn an_update_writes_the_keys_of_which_a_part_changes_and_no_others() {
    let scene = crate::paused();
    let stored = json!({
        "id": { "S": "7" },
        "state": { "S": "sent" },
        "placed": { "S": "2026" },
    });
    let update = scene.aws.operation("UpdateItem");
    update.always(dynamodb::success(&json!({ "Attributes": stored })));
    let db = scene.dynamo().await;
    let mut order = order();
    order.update(&db).set(|o| o.state, "sent").await.unwrap();
    order.update(&db).set(|o| o.note, "gift").await.unwrap();
    order.update(&db).set(|o| o.placed, "2027").await.unwrap();
    let requests = update.requests();
    let texts = requests.iter().map(|request| {
        let body = spelled_out(request);
        ["UpdateExpression", "ConditionExpression"]
            .map(|name| body[name].as_str().unwrap_or_default().to_owned())
    });
    let is_there = "attribute_exists(id)".to_owned();
    let expected = [
        r#"SET state = {"S":"sent"}, gsi1pk = {"S":"STATE#sent"}"#,
        r#"SET note = {"S":"gift"}"#,
        r#"SET placed = {"S":"2027"}, gsi1sk = {"S":"2027#7"}"#,
    ];
    let expected = expected.map(|text| [text.to_owned(), is_there.clone()]);
    assert_eq!(texts.collect::<Vec<_>>(), expected);
}

#[tokio::test(start_paused = true)]
async fn what_a_key_takes_from_the_item_in_hand_is_made_sure_of() {
    #[derive(DynamoModel)]
    #[dynamo(
        meta(table_name = "seats"),
        index(ByPlace, name = "gsi1", pk = "{row}#{seat}")
    )]
    struct Place {
        #[dynamo(partition_key)]
        id: String,
        row: String,
        seat: Option<String>,
    }

    let scene = crate::paused();
    let db = scene.dynamo().await;
    let mut seat = Place {
        id: "7".into(),
        row: "r1".into(),
        seat: None,
    };
    let request = seat.update(&db).set(|s| s.seat, "s1").into_sdk().await;
    drop(request.unwrap().send().await.unwrap());
    let body = sent(&scene.aws);
    assert_eq!(
        body["ConditionExpression"],
        r#"attribute_exists(id) AND row = {"S":"r1"}"#
    );
    assert_eq!(
        body["UpdateExpression"],
        r#"SET seat = {"S":"s1"}, gsi1pk = {"S":"r1#s1"}"#
    );
    // A row alone is no place.
    let request = seat.update(&db).set(|s| s.row, "r2").into_sdk().await;
    drop(request.unwrap().send().await.unwrap());
    let requests = scene.aws.dynamodb().requests();
    let body = spelled_out(requests.last().unwrap());
    assert_eq!(
        body["ConditionExpression"],
        "attribute_exists(id) AND attribute_not_exists(seat)"
    );
    assert_eq!(
        body["UpdateExpression"],
        r#"SET row = {"S":"r2"} REMOVE gsi1pk"#
    );
}

/// The version says all of it.
#[tokio::test(start_paused = true)]
async fn a_version_makes_sure_of_the_parts_of_keys() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let request = task().update(&db).set(|t| t.state, "done").into_sdk().await;
    drop(request.unwrap().send().await.unwrap());
    let body = sent(&scene.aws);
    assert_eq!(body["ConditionExpression"], r#"rev = {"N":"3"}"#);
    assert_eq!(
        body["UpdateExpression"],
        r#"SET state = {"S":"done"}, rev = {"N":"4"}, gsi1pk = {"S":"done#Ada"}"#
    );
}

#[tokio::test(start_paused = true)]
async fn an_update_by_key_that_does_not_know_all_parts_is_an_error_and_nothing_is_sent() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let key = || TaskKey::new("7");
    let by_key = Task::update_by_key(&db, key()).set(|t| t.state, "done");
    let in_a_transaction = db
        .transact_write()
        .update_by_key::<Task>(key(), |t| t.set(|t| t.owner, "Ben"));
    let told = [
        ("state", "owner", by_key.await.unwrap_err()),
        ("owner", "state", in_a_transaction.await.unwrap_err()),
    ];
    for (changed, unknown, error) in told {
        assert_eq!(
            error.to_string(),
            format!(
                "`Task`: attribute `{changed}` is part of the index key `gsi1pk = \"{{state}}#{{owner}}\"`, which can't \
                 be written anew without `{unknown}`; set that, too, or update the item in hand"
            )
        );
        assert!(matches!(error, Error::Expression(error) if error.is_index_key()));
    }
    assert_eq!(scene.aws.all().count(), 0);
}

/// An update by key that creates the item gives it the keys that follow from its own.
#[tokio::test(start_paused = true)]
async fn an_update_by_key_gives_a_new_item_what_follows_from_its_key() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let by_key = Order::update_by_key(&db, OrderKey::new("7"));
    by_key.set(|o| o.note, "gift").await.unwrap();
    assert_eq!(
        sent(&scene.aws)["UpdateExpression"],
        r#"SET note = {"S":"gift"}, gsi2pk = if_not_exists(gsi2pk, {"S":"ID#7"})"#
    );
    let only = Order::update_by_key(&db, OrderKey::new("7")).if_exists();
    only.set(|o| o.note, "gift").await.unwrap();
    let requests = scene.aws.dynamodb().requests();
    let body = spelled_out(requests.last().unwrap());
    assert_eq!(body["UpdateExpression"], r#"SET note = {"S":"gift"}"#);
}
