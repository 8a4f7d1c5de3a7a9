//! Write transactions that do not happen: a reason for each action, and items in hand as they were.

use behaviour::{Answer, dynamodb};
use dynamo_model::{Dynamo, Error, prelude::*};
use serde_json::{Value, json};

use crate::scene::{Customer, CustomerKey, Order, customer, order_key, stored};

fn cancelled(reasons: &Value) -> Answer {
    Answer::json(
        400,
        &json!({
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "Message": "Transaction cancelled, please refer cancellation reasons for specific reasons",
            "CancellationReasons": reasons,
        }),
    )
}

fn none() -> Value {
    json!({ "Code": "None" })
}

fn reason(code: &str) -> Value {
    json!({ "Code": code, "Message": "in words" })
}

/// Update, save, delete, check.
async fn write(db: &Dynamo, saved: &mut Customer) -> Error {
    db.transact_write()
        .update_by_key::<Order>(order_key(1), |o| o.set(|o| o.note, "paid"))
        .save(saved)
        .delete(&customer("deleted", 9))
        .check::<Customer>(CustomerKey::new("checked"), |c| c.blocked.eq(false))
        .await
        .expect_err("cancelled")
}

#[tokio::test(start_paused = true)]
async fn w16_reasons_are_aligned_and_have_the_item_as_it_is() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let failed = |item: Value| json!({ "Code": "ConditionalCheckFailed", "Message": "The conditional request failed", "Item": item });
    let theirs =
        json!({ "id": { "S": "saved" }, "rev": { "N": "5" }, "blocked": { "BOOL": true } });
    scene
        .aws
        .operation("TransactWriteItems")
        .next(cancelled(&json!([
            none(),
            failed(theirs),
            { "Code": "ConditionalCheckFailed", "Message": "The conditional request failed" },
            none(),
        ])));
    let mut saved = customer("saved", 4);
    let error = write(&db, &mut saved).await;
    assert_eq!(saved, customer("saved", 4), "as it was");
    assert_eq!(
        error.to_string(),
        "DynamoDB cancelled TransactWriteItems (request id `fake-request-2`); action 2 of 4, save of `Customer`: \
         `ConditionalCheckFailed`; action 3 of 4, delete of `Customer`: `ConditionalCheckFailed`"
    );
    assert!(error.is_condition_failed() && !error.is_retryable());
    assert!(!error.is_transaction_conflict() && !error.is_throttled());
    assert!(!format!("{error:?}").contains("BOOL"), "{error:?}");
    let reasons = error.reasons();
    let told: Vec<_> = reasons
        .iter()
        .map(|r| (r.action(), r.model(), r.is_condition_failed()))
        .collect();
    assert_eq!(
        told,
        [
            ("update_by_key", "Order", false),
            ("save", "Customer", true),
            ("delete", "Customer", true),
            ("check", "Customer", false),
        ]
    );
    let mut theirs = customer("saved", 5);
    theirs.blocked = true;
    assert_eq!(reasons[1].current().unwrap(), Some(theirs.clone()));
    assert_eq!(reasons[2].current::<Customer>().unwrap(), None);
    assert_eq!((reasons[0].code(), reasons[0].message()), (None, None));
    let message = Some("The conditional request failed");
    assert_eq!(reasons[1].message(), message);
    let Error::TransactionCancelled(cancelled) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(cancelled.request_id(), Some("fake-request-2"));
    assert_eq!(
        error.current().unwrap(),
        Some(theirs),
        "of the first that failed"
    );
    assert_eq!(error.current::<Order>().unwrap(), None);
}

/// Each model has its own: of the first action on it that failed, wherever that stands.
#[tokio::test(start_paused = true)]
async fn w16_the_current_item_is_one_of_the_model_that_is_asked_for() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let failed = |item: Value| json!({ "Code": "ConditionalCheckFailed", "Item": item });
    let customer_of =
        |id: &str| json!({ "id": { "S": id }, "rev": { "N": "5" }, "blocked": { "BOOL": false } });
    scene
        .aws
        .operation("TransactWriteItems")
        .next(cancelled(&json!([
            failed(stored(1)),
            reason("TransactionConflict"),
            failed(customer_of("deleted")),
            failed(customer_of("checked")),
        ])));
    let error = write(&db, &mut customer("saved", 4)).await;
    assert_eq!(error.current().unwrap(), Some(customer("deleted", 5)));
    assert_eq!(error.current().unwrap(), Some(crate::scene::order(1)));
}

#[tokio::test(start_paused = true)]
async fn w16_passing_reasons_are_told_from_lasting_ones() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("TransactWriteItems");
    for (codes, conflict, throttled, retryable) in [
        (["TransactionConflict", "None"], true, false, true),
        (["ThrottlingError", "None"], false, true, true),
        (["None", "ProvisionedThroughputExceeded"], false, true, true),
        (["TransactionConflict", "ThrottlingError"], true, true, true),
        (
            ["TransactionConflict", "ConditionalCheckFailed"],
            true,
            false,
            false,
        ),
        (["ValidationError", "None"], false, false, false),
        (
            ["ItemCollectionSizeLimitExceeded", "None"],
            false,
            false,
            false,
        ),
    ] {
        let [first, second] = codes.map(reason);
        route.next(cancelled(&json!([first, none(), second, none()])));
        let error = write(&db, &mut customer("saved", 4)).await;
        assert_eq!(
            (
                error.is_transaction_conflict(),
                error.is_throttled(),
                error.is_retryable()
            ),
            (conflict, throttled, retryable),
            "{codes:?}"
        );
    }
}

/// A single write that a transaction stands in the way of; a transaction whose token is in use.
#[tokio::test(start_paused = true)]
async fn w16_conflicts_outside_of_reasons_are_retryable() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let conflict = dynamodb::error(400, "TransactionConflictException", "in words");
    scene.aws.operation("DeleteItem").always(conflict);
    let error = Order::delete_by_key(&db, order_key(1)).await;
    let error = error.expect_err("a conflict");
    assert!(
        error.is_transaction_conflict() && error.is_retryable(),
        "{error}"
    );

    let running = dynamodb::error(400, "TransactionInProgressException", "in words");
    scene.aws.operation("TransactWriteItems").always(running);
    let error = write(&db, &mut customer("saved", 4)).await;
    assert!(
        error.is_retryable() && !error.is_transaction_conflict(),
        "{error}"
    );
    assert!(error.reasons().is_empty());
    assert_eq!(
        error.to_string(),
        "`Order`, `Customer`: DynamoDB refused TransactWriteItems on tables `orders`, `customers` \
         (`TransactionInProgressException`, request id `fake-request-5`)"
    );
}

/// An answer that tells fewer reasons than there are actions blames nobody for the rest.
#[tokio::test(start_paused = true)]
async fn w16_missing_reasons_blame_nobody() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let route = scene.aws.operation("TransactWriteItems");
    let item = json!({ "Code": "ConditionalCheckFailed", "Item": stored(1) });
    route.next(cancelled(&json!([item])));
    let error = write(&db, &mut customer("saved", 4)).await;
    let blamed: Vec<_> = error
        .reasons()
        .iter()
        .map(|reason| reason.code().is_some())
        .collect();
    assert_eq!(blamed, [true, false, false, false]);
    let unreadable = error.reasons()[0].current::<Customer>();
    let told = unreadable.expect_err("it is an order").to_string();
    assert!(told.starts_with("`Customer`: "), "{told}");
}
