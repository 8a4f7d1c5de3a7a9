//! A23: what batches and transactions print: which models, how many, and nothing of what users store.

use behaviour::{Answer, dynamodb};
use dynamo_model::{Dynamo, Error, prelude::*};
use serde_json::json;

use crate::scene::{
    Customer, CustomerKey, Order, OrderKey, customer, finding_but, leaving, order, order_key,
    stored,
};

const TEXT: &str = "classified";

fn key() -> OrderKey {
    OrderKey::new(TEXT, 1)
}

async fn dynamo() -> Dynamo {
    crate::paused().dynamo().await
}

#[tokio::test(start_paused = true)]
async fn a23_batches_print_models_and_counts() {
    let db = dynamo().await;
    let mut item = order(1);
    item.note = TEXT.into();
    let get = || Order::batch_get(&db, [key(), key()]);
    let several = db
        .batch_get()
        .items::<Order>([key()])
        .items::<Customer>([CustomerKey::new(TEXT)]);
    let write = db.batch_write().put(&item).delete::<Order>(key());
    let printed = [
        format!("{:?}", get()),
        format!("{:?}", get().project(|o| o.note)),
        format!("{:?}", get().with_capacity()),
        format!("{several:?}"),
        format!("{write:?}"),
    ];
    assert_eq!(
        printed,
        [
            r#"BatchGet { model: "Order", .. }"#,
            r#"BatchGet { model: "Order", .. }"#,
            r#"WithCapacity(BatchGet { model: "Order", .. })"#,
            "BatchGetModels { models: 2, .. }",
            "BatchWrite { writes: 2, .. }",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a23_what_is_left_of_a_batch_prints_models_and_counts() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let writes = scene.aws.operation("BatchWriteItem");
    writes.always(leaving(|_| true));
    let put = || db.batch_write().put_all(&[order(1), order(2)]);
    let written = put().delete::<Customer>(CustomerKey::new(TEXT)).await;
    let written = written.unwrap();
    assert_eq!(
        format!("{written:?}"),
        r#"BatchWritten { leftovers: Leftovers { models: ["Order"], len: 2 }, ended_by: None }"#
    );
    assert_eq!(
        format!("{:?}", written.complete().unwrap_err()),
        r#"Unwritten(Unwritten { leftovers: Leftovers { models: ["Order"], len: 2 }, ended_by: None })"#
    );

    let reads = scene.aws.operation("BatchGetItem");
    reads.always(finding_but(|number| number == 2));
    let error = Order::batch_get(&db, [1, 2].map(order_key)).await;
    assert_eq!(
        format!("{:?}", error.unwrap_err()),
        r#"Unread(Unread { models: ["Order"], keys: 1, ended_by: None, .. })"#
    );

    // What ended it is told, and what it was about is not.
    writes.always(dynamodb::access_denied());
    let written = format!("{:?}", put().await.unwrap());
    let told = r#"BatchWritten { leftovers: Leftovers { models: ["Order"], len: 2 }, ended_by: Some(Request("#;
    assert!(written.starts_with(told), "{written}");
    assert!(!written.contains("acme"), "{written}");
}

#[tokio::test(start_paused = true)]
async fn a23_transactions_print_actions_and_counts() {
    let db = dynamo().await;
    let mut new = customer(TEXT, 0);
    let mut changes = String::new();
    let write = db
        .transact_write()
        .create(&mut new)
        .update_by_key::<Order>(key(), |o| {
            let o = o.set(|o| o.note, TEXT).when(|o| o.note.ne(TEXT));
            changes = format!("{o:?}");
            o
        })
        .check::<Customer>(CustomerKey::new(TEXT), |c| c.blocked.eq(false))
        .idempotency_token(TEXT);
    let several = db
        .transact_get()
        .get::<Order>(key())
        .get::<Customer>(CustomerKey::new(TEXT));
    let all = Order::transact_get_all(&db, [key(), key(), order_key(2)]);
    let printed = [
        format!("{write:?}"),
        format!("{several:?}"),
        format!("{all:?}"),
    ];
    assert_eq!(
        printed,
        [
            r#"TransactWrite { actions: ["create", "update_by_key", "check"], .. }"#,
            "TransactGet { keys: 2, .. }",
            r#"TransactGetAll { model: "Order", keys: 3, .. }"#,
        ]
    );
    assert_eq!(changes, r#"TransactUpdate(["note"])"#);
}

#[tokio::test(start_paused = true)]
async fn a23_reasons_print_codes_and_whether_there_is_an_item() {
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let failed = json!({ "Code": "ConditionalCheckFailed", "Message": TEXT, "Item": stored(1) });
    scene.aws.operation("TransactWriteItems").next(Answer::json(
        400,
        &json!({
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "Message": TEXT,
            "CancellationReasons": [failed, { "Code": "None" }],
        }),
    ));
    let write = db.transact_write().put_when(&order(1), |o| o.note.eq(TEXT));
    let error = write.delete_by_key::<Order>(order_key(2)).await;
    let Err(Error::TransactionCancelled(cancelled)) = error else {
        panic!("{error:?}");
    };
    let reasons = [
        r#"CancellationReason { model: "Order", action: "put", code: Some("ConditionalCheckFailed"), has_item: true, .. }"#,
        r#"CancellationReason { model: "Order", action: "delete_by_key", code: None, has_item: false, .. }"#,
    ];
    let printed = [0, 1].map(|index| format!("{:?}", cancelled.reasons()[index]));
    assert_eq!(printed, reasons);
    let [failed, innocent] = reasons;
    assert_eq!(
        format!("{cancelled:?}"),
        format!(
            r#"TransactionCancelled {{ reasons: [{failed}, {innocent}], request_id: Some("fake-request-2"), .. }}"#
        )
    );
}
