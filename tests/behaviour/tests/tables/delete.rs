//! M5: a table is deleted and waited for.

use std::time::Duration;

use behaviour::dynamodb;
use dynamo_model::{Error, prelude::*};

use crate::{
    model::Order,
    scene::{Scene, found, refused},
};

#[tokio::test(start_paused = true)]
async fn m5_a_deleted_table_is_waited_for_until_it_is_gone() {
    let scene = Scene::new().await;
    let describe = scene.aws.operation("DescribeTable");
    describe.times(2, found("DELETING"));
    scene.has_no_table();
    Order::delete_table(&scene.db).await.unwrap();
    let expected = [
        "DeleteTable",
        "DescribeTable",
        "DescribeTable",
        "DescribeTable",
    ];
    assert_eq!(scene.sent(), expected);
    assert_eq!(scene.only("DeleteTable")["TableName"], "orders");
}

#[tokio::test(start_paused = true)]
async fn m5_a_table_that_stays_is_a_timeout() {
    let scene = Scene::new().await;
    scene
        .aws
        .operation("DescribeTable")
        .always(found("DELETING"));
    let error = Order::delete_table(&scene.db)
        .deadline(Duration::from_secs(4))
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`Order`: waited 4s for the table `orders` to be deleted; it was `DELETING` when last seen"
    );
}

#[tokio::test(start_paused = true)]
async fn m5_who_does_not_wait_for_a_deletion_sends_one_request() {
    let scene = Scene::new().await;
    Order::delete_table(&scene.db).no_wait().await.unwrap();
    assert_eq!(scene.sent(), ["DeleteTable"]);
}

#[tokio::test(start_paused = true)]
async fn m4_a_table_that_is_not_there_or_is_protected_is_an_error() {
    let scene = Scene::new().await;
    let delete = scene.aws.operation("DeleteTable");
    delete.next(dynamodb::resource_not_found());
    let missing = Order::delete_table(&scene.db).await.unwrap_err();
    assert!(missing.is_table_not_found(), "{missing}");
    delete.next(refused("ValidationException"));
    let protected = Order::delete_table(&scene.db).await.unwrap_err();
    let Error::Request(protected) = protected else {
        panic!("not a refusal: {protected:?}");
    };
    assert_eq!(
        (protected.model(), protected.operation(), protected.code()),
        ("Order", "DeleteTable", Some("ValidationException"))
    );
    assert_eq!(protected.message(), Some("refused by the script of a test"));
    assert_eq!(scene.sent(), ["DeleteTable"; 2]);
}
