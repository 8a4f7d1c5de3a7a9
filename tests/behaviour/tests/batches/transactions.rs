//! Write transactions: what is sent, in which order, and what is refused before.

use behaviour::dynamodb;
use dynamo_model::Error;
use serde_json::{Value, json};

use crate::scene::{Customer, CustomerKey, Order, Shop, customer, order, order_key, orders};

/// The actions of a request: their names, and their expressions with names and values put back.
fn actions(request: &Value) -> Vec<(String, String)> {
    let list = request["TransactItems"].as_array().expect("actions");
    list.iter()
        .map(|action| {
            let (name, body) = action
                .as_object()
                .and_then(|a| a.iter().next())
                .expect("one");
            let text = ["UpdateExpression", "ConditionExpression"]
                .iter()
                .filter_map(|expression| body[expression].as_str())
                .collect::<Vec<_>>()
                .join(" IF ");
            (name.clone(), put_back(&text, body))
        })
        .collect()
}

fn put_back(text: &str, body: &Value) -> String {
    let mut text = text.to_owned();
    for (table, show) in [
        ("ExpressionAttributeNames", false),
        ("ExpressionAttributeValues", true),
    ] {
        for (placeholder, value) in body[table].as_object().into_iter().flatten() {
            let value = if show {
                value.as_object().unwrap().values().next().unwrap()
            } else {
                value
            };
            let shown = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            text = text.replace(placeholder, &shown);
        }
    }
    text
}

#[tokio::test(start_paused = true)]
async fn w16_actions_are_sent_in_the_order_of_the_calls() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let (mut new, mut saved) = (customer("new", 0), customer("saved", 4));
    db.transact_write()
        .update_by_key::<Order>(order_key(1), |o| {
            o.set(|o| o.note, "paid")
                .when(|o| o.note.ne("void"))
                .if_exists()
        })
        .save(&mut saved)
        .delete(&customer("deleted", 9))
        .check::<Customer>(CustomerKey::new("checked"), |c| c.blocked.eq(false))
        .create(&mut new)
        .put(&customer("put", 2))
        .put_when(&order(2), |o| o.note.not_exists())
        .update(&customer("updated", 6), |c| c.set(|c| c.blocked, true))
        .delete_by_key::<Order>(order_key(3))
        .delete_by_key_when::<Order>(order_key(4), |o| o.note.eq("x"))
        .delete_when(&customer("void", 8), |c| c.blocked.eq(true))
        .await
        .unwrap();
    let request = scene.aws.operation("TransactWriteItems").only();
    let session = &scene.aws.issued()[0];
    assert_eq!(request.key_id().as_ref(), Some(&session.key_id));
    let request = request.json();
    let sent = actions(&request);
    let sent: Vec<_> = sent.iter().map(|(name, text)| (&**name, &**text)).collect();
    assert_eq!(
        sent,
        [
            (
                "Update",
                "SET note = paid IF note <> void AND attribute_exists(customer)"
            ),
            ("Put", "rev = 4"),
            ("Delete", "rev = 9"),
            ("ConditionCheck", "blocked = false"),
            ("Put", "attribute_not_exists(id)"),
            ("Put", ""),
            ("Put", "attribute_not_exists(note)"),
            ("Update", "SET blocked = true, rev = 7 IF rev = 6"),
            ("Delete", ""),
            ("Delete", "note = x"),
            ("Delete", "rev = 8 AND blocked = true"),
        ]
    );
    let revs = [1, 4, 5].map(|index| &request["TransactItems"][index]["Put"]["Item"]["rev"]["N"]);
    assert_eq!(revs, ["5", "1", "3"]);
    let told = |index: usize, action: &str| &request["TransactItems"][index][action]["ReturnValuesOnConditionCheckFailure"];
    assert_eq!(told(0, "Update"), "ALL_OLD");
    assert_eq!(told(3, "ConditionCheck"), "ALL_OLD");
    assert_eq!(told(5, "Put"), &Value::Null, "there is no condition");
    assert_eq!((new.rev, saved.rev), (1, 5));
}

/// One token for all attempts of a call, another for the next call; the caller's if there is one.
#[tokio::test(start_paused = true)]
async fn w16_attempts_share_an_idempotency_token() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("TransactWriteItems");
    route.next(dynamodb::internal_server_error());
    db.transact_write().put(&order(1)).await.unwrap();
    db.transact_write().put(&order(1)).await.unwrap();
    db.transact_write()
        .put(&order(1))
        .idempotency_token("order-1-paid")
        .await
        .unwrap();
    let tokens: Vec<_> = route
        .requests()
        .iter()
        .map(|request| {
            request.json()["ClientRequestToken"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(tokens[0], tokens[1]);
    assert!(tokens[0] != tokens[2] && !tokens[0].is_empty());
    assert_eq!(tokens[3], "order-1-paid");
}

#[tokio::test(start_paused = true)]
async fn w16_what_dynamodb_would_refuse_is_not_sent() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let too_many = db.transact_write().put_all(&orders(101)).await;
    let twice = db
        .transact_write()
        .put(&order(1))
        .check::<Customer>(CustomerKey::new("a"), |c| c.blocked.eq(true))
        .delete_by_key::<Order>(order_key(1))
        .await;
    let mut large = order(1);
    large.note = "x".repeat(400 * 1024);
    let large = db.transact_write().put(&large).await;
    let nothing = db
        .transact_write()
        .update_by_key::<Order>(order_key(1), |o| o)
        .await;
    let token = db
        .transact_write()
        .put(&order(1))
        .idempotency_token("x".repeat(37))
        .await;
    let errors = [too_many, twice, large, nothing, token].map(Result::unwrap_err);
    let kinds = errors.each_ref().map(|error| match error {
        Error::Invalid(invalid) => (
            invalid.model(),
            invalid.is_too_many_actions(),
            invalid.is_same_item_twice(),
            invalid.is_item_too_large(),
        ),
        other => panic!("{other:?}"),
    });
    assert_eq!(
        kinds,
        [
            (None, true, false, false),
            (Some("Order"), false, true, false),
            (Some("Order"), false, false, true),
            (Some("Order"), false, false, false),
            (None, false, false, false),
        ]
    );
    assert_eq!(
        errors.map(|error| error.to_string()),
        [
            "a transaction has at most 100 actions, but this one has 101; use several, or a batch",
            "`Order`: actions 1 and 3 of the transaction are about the same item, but DynamoDB allows one action per \
             item; put them together",
            "`Order`: an item has at most 409600 bytes, but this one has 409624",
            "`Order`: an update in a transaction has to change something; use a check to only look",
            "an idempotency token has 1 to 36 characters, but this one has 37",
        ]
    );
    db.transact_write_as::<Shop>().await.expect("nothing to do");
    assert_eq!(scene.aws.dynamodb().count(), 0);

    db.transact_write().put_all(&orders(100)).await.unwrap();
    let request = scene.aws.operation("TransactWriteItems").only().json();
    assert_eq!(request["TransactItems"].as_array().map(Vec::len), Some(100));
}

#[tokio::test(start_paused = true)]
async fn w16_a_transaction_tells_what_it_cost_and_leaves_for_the_sdk() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("TransactWriteItems");
    route.next(dynamodb::success(
        &json!({ "ConsumedCapacity": [{ "TableName": "orders", "CapacityUnits": 2.0 }] }),
    ));
    let ((), capacity) = db
        .transact_write()
        .put(&order(1))
        .with_capacity()
        .await
        .unwrap();
    assert_eq!(capacity[0].capacity_units, Some(2.0));
    assert_eq!(route.only().json()["ReturnConsumedCapacity"], "TOTAL");

    let mut new = customer("a", 0);
    let request = db
        .transact_write()
        .create(&mut new)
        .into_sdk()
        .await
        .unwrap();
    request.send().await.unwrap();
    assert_eq!(new.rev, 0, "as it was");
    assert_eq!(actions(&route.last().json())[0].0, "Put");
}
