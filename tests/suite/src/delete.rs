//! Deleting one item.

use dynamo_model::{Dynamo, prelude::*};

use crate::order::{Order, OrderKey};

/// What was deleted is answered if it is asked for.
pub async fn delete_answers_the_old_item(db: &Dynamo) {
    let mut order = Order::stored(db).await;
    let deleted = order.delete(db).returning_old().await;
    assert_eq!(deleted.expect("deleted"), Some(order.clone()));
    assert_eq!(Order::read(db).await, None);

    order.create(db).await.expect("a new item");
    let deleted = Order::delete_by_key(db, ("acme", 7_u32)).returning_old();
    assert_eq!(deleted.await.expect("deleted"), Some(order));
    assert_eq!(Order::read(db).await, None);
}

/// An item that is not there is deleted already.
pub async fn delete_of_a_missing_item_is_no_error(db: &Dynamo) {
    let order = Order::stored(db).await;
    let other = OrderKey::new("acme", 8_u32);
    Order::delete_by_key(db, other.clone())
        .await
        .expect("nothing to do");
    let deleted = Order::delete_by_key(db, other.clone())
        .returning_old()
        .await;
    assert_eq!(deleted.expect("nothing to do"), None);
    let delete = Order::delete_by_key(db, other).when(|o| o.id.exists());
    let error = delete.await.expect_err("it has to be there");
    assert!(error.is_condition_failed(), "{error}");
    assert_eq!(error.current::<Order>().expect("none"), None);
    assert_eq!(Order::read(db).await, Some(order));
}

/// A condition that is not met leaves the item where it is.
pub async fn delete_under_a_condition(db: &Dynamo) {
    let order = Order::stored(db).await;
    let refused = order.delete(db).when(|o| o.paid.eq(true)).await;
    let error = refused.expect_err("it is not paid");
    assert!(error.is_condition_failed(), "{error}");
    assert_eq!(error.current().expect("an item"), Some(order.clone()));
    assert_eq!(Order::read(db).await.as_ref(), Some(&order));
    let delete = order.delete(db).when(|o| o.paid.eq(false));
    delete.when(|o| o.total.gt(99)).await.expect("both are met");
    assert_eq!(Order::read(db).await, None);
}
