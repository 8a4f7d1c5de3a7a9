//! A22: credentials that a service rejects ahead of their expiry. Who signed each attempt says what happened. Here it is
//! DynamoDB that rejects a session.

mod at_sts;

use std::time::Duration;

use aws_sdk_dynamodb::{
    Client, config::SharedCredentialsProvider, error::ProvideErrorMetadata, types::AttributeValue,
};
use aws_smithy_runtime_api::client::{
    interceptors::context::InterceptorContext,
    orchestrator::HttpResponse,
    retries::classifiers::{ClassifyRetry, RetryAction},
};
use aws_smithy_types::retry::ErrorKind;
use behaviour::{
    ENVIRONMENT_KEY_ID, credentials, dynamodb,
    sts::{self, session_key_id},
};
use dynamo_model::{
    access::{Access, AccessError},
    prelude::*,
};

use crate::scene::{Entry, Paused, Plain, read};

#[tokio::test(start_paused = true)]
async fn a22_a_rejected_session_is_renewed_and_the_request_repeated_once() {
    for rejection in [dynamodb::expired_token(), dynamodb::unrecognized_client()] {
        let scene = Paused::new();
        let client = Entry::client(&scene.dynamo().await).await.unwrap();
        let reads = scene.aws.operation("GetItem");
        reads.next(rejection);

        read(&client, "a").await.unwrap();
        read(&client, "a").await.unwrap();
        assert_eq!(reads.key_ids(), [1, 2, 2].map(session_key_id));
        assert_eq!(scene.aws.assume_role().count(), 2);
        assert_eq!(scene.clock.elapsed(), Duration::ZERO, "nobody backed off");
    }
}

/// Of a user's own: sends again what was refused, much later.
#[derive(Debug)]
struct Patient;

impl ClassifyRetry for Patient {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        let refused = |response: &HttpResponse| response.status().as_u16() == 400;
        if context.response().is_some_and(refused) {
            let much_later = Duration::from_mins(1);
            RetryAction::retryable_error_with_explicit_delay(ErrorKind::ClientError, much_later)
        } else {
            RetryAction::NoActionIndicated
        }
    }

    fn name(&self) -> &'static str {
        "Patient"
    }
}

#[tokio::test(start_paused = true)]
async fn a22_a_classifier_of_a_users_own_does_not_put_off_the_repetition() {
    let scene = Paused::new();
    let client = Entry::client(&scene.dynamo().await).await.unwrap();
    let config = client.config().to_builder().retry_classifier(Patient);
    let client = Client::from_conf(config.build());
    let reads = scene.aws.operation("GetItem");
    reads.next(dynamodb::expired_token());
    read(&client, "a").await.unwrap();
    assert_eq!(reads.key_ids(), [1, 2].map(session_key_id));
    assert_eq!(scene.clock.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a22_a_session_that_is_rejected_for_ever_is_one_retry_and_a_typed_error() {
    let scene = Paused::new();
    let client = Entry::client(&scene.dynamo().await).await.unwrap();
    let reads = scene.aws.operation("GetItem");
    reads.always(dynamodb::expired_token());

    let error = read(&client, "a").await.unwrap_err();
    assert_eq!(error.code(), Some("ExpiredTokenException"));
    assert_eq!(reads.key_ids(), [1, 2].map(session_key_id));
    assert_eq!(scene.aws.assume_role().count(), 2);

    scene.aws.clear_script();
    read(&client, "a").await.unwrap();
    assert_eq!(scene.aws.assume_role().count(), 2, "the second key is fine");
}

#[tokio::test(start_paused = true)]
async fn a22_without_retries_the_request_fails_and_the_next_one_works() {
    let scene = Paused::new();
    let access = Access::new().max_retry_attempts(0);
    let db = scene.builder().override_access(access).build().await;
    let client = Entry::client(&db.unwrap()).await.unwrap();
    let reads = scene.aws.operation("GetItem");
    reads.next(dynamodb::expired_token());

    let error = read(&client, "a").await.unwrap_err();
    assert_eq!(error.code(), Some("ExpiredTokenException"));
    assert_eq!(reads.count(), 1);
    read(&client, "a").await.unwrap();
    assert_eq!(reads.key_ids(), [1, 2].map(session_key_id));
}

#[tokio::test(start_paused = true)]
async fn a22_fifty_requests_in_flight_join_one_refresh_and_none_fails() {
    let scene = Paused::new();
    let client = Entry::client(&scene.dynamo().await).await.unwrap();
    let reads = scene.aws.operation("GetItem");
    let old = reads.signed_by(&session_key_id(1));
    old.always(dynamodb::expired_token());
    let hold = old.hold();
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { read(&client, "a").await.map(drop) })
        })
        .collect();
    old.arrived(50).await;
    hold.release();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    assert_eq!(old.count(), 50);
    assert_eq!(reads.signed_by(&session_key_id(2)).count(), 50);
    assert_eq!(scene.aws.assume_role().count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a22_a_latecomer_of_the_old_session_is_repeated_without_another_refresh() {
    let scene = Paused::new();
    let client = Entry::client(&scene.dynamo().await).await.unwrap();
    let old = scene.aws.operation("GetItem").signed_by(&session_key_id(1));
    old.always(dynamodb::expired_token());
    let hold = old
        .matching("of the latecomer", |request| {
            request.json()["Key"]["pk"]["S"] == "late"
        })
        .hold();
    let latecomer = tokio::spawn({
        let client = client.clone();
        async move { read(&client, "late").await.map(drop) }
    });
    old.arrived(1).await;
    read(&client, "early").await.unwrap();
    hold.release();
    latecomer.await.unwrap().unwrap();
    assert_eq!(scene.aws.assume_role().count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a22_a_thousand_requests_rejected_for_ever_are_no_storm_on_sts() {
    const REQUESTS: usize = 1_000;
    let scene = Paused::new();
    let client = Entry::client(&scene.dynamo().await).await.unwrap();
    let reads = scene.aws.operation("GetItem");
    reads.always(dynamodb::expired_token());
    for _ in 0..REQUESTS {
        let error = read(&client, "a").await.unwrap_err();
        assert_eq!(error.code(), Some("ExpiredTokenException"));
        tokio::time::advance(Duration::from_millis(5)).await;
    }
    assert_eq!(scene.clock.elapsed(), Duration::from_secs(5));
    let refreshes = scene.aws.assume_role().count() - 1;
    assert!((1..=2).contains(&refreshes), "{refreshes} refreshes");
    assert_eq!(reads.count(), REQUESTS + refreshes, "one retry per refresh");

    // Fresh keys are rejected as well, so the pause between refreshes grows: 5, 10, 20, 40, 80, 160, 300 s.
    for _ in 0..600 {
        read(&client, "a").await.unwrap_err();
        tokio::time::advance(Duration::from_secs(1)).await;
    }
    let refreshes = scene.aws.assume_role().count() - 1;
    assert!((7..=8).contains(&refreshes), "{refreshes} refreshes");
}

#[tokio::test(start_paused = true)]
async fn a22_a_thousand_requests_at_once_rejected_for_ever_are_one_refresh() {
    let scene = Paused::new();
    let client = Entry::client(&scene.dynamo().await).await.unwrap();
    let reads = scene.aws.operation("GetItem");
    reads.always(dynamodb::expired_token());
    let hold = reads.hold();
    let tasks: Vec<_> = (0..1_000)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { read(&client, "a").await.unwrap_err() })
        })
        .collect();
    reads.arrived(1_000).await;
    hold.release();
    for task in tasks {
        let error = task.await.unwrap();
        assert_eq!(error.code(), Some("ExpiredTokenException"));
    }
    assert_eq!(scene.aws.assume_role().count(), 2);
    assert!(reads.count() <= 2_000, "{} sends", reads.count());
}

#[tokio::test(start_paused = true)]
async fn a22_static_keys_are_sent_once() {
    let scene = Paused::new();
    let in_code = Access::keys("my_access_key_id", "fixture-secret");
    let in_code = scene.builder().override_access(in_code).build().await;
    let clients = [
        ("my_access_key_id", Entry::client(&in_code.unwrap()).await),
        (
            ENVIRONMENT_KEY_ID,
            Plain::client(&scene.dynamo().await).await,
        ),
    ];
    let reads = scene.aws.operation("GetItem");
    reads.always(dynamodb::expired_token());
    for (key, client) in clients {
        let error = read(&client.unwrap(), "a").await.unwrap_err();
        assert_eq!(error.code(), Some("ExpiredTokenException"));
        assert_eq!(reads.signed_by(key).count(), 1, "{key}");
    }
    assert_eq!(scene.aws.sts().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn a22_a_foreign_key_on_a_raw_client_is_none_of_our_business() {
    let scene = Paused::new();
    let client = Entry::client(&scene.dynamo().await).await.unwrap();
    let reads = scene.aws.operation("GetItem");
    reads
        .signed_by("foreign_key_id")
        .always(dynamodb::expired_token());
    let foreign = SharedCredentialsProvider::new(credentials("foreign_key_id"));
    let error = client
        .get_item()
        .table_name("ledger")
        .key("pk", AttributeValue::S("a".into()))
        .customize()
        .config_override(aws_sdk_dynamodb::config::Builder::new().credentials_provider(foreign))
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("ExpiredTokenException"));

    read(&client, "a").await.unwrap();
    assert_eq!(
        reads.key_ids(),
        ["foreign_key_id", &session_key_id(1)],
        "sent once, and our own session goes on"
    );
    assert_eq!(scene.aws.assume_role().count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a22_a_refresh_that_fails_tells_both_causes() {
    let scene = Paused::new();
    let client = Entry::client(&scene.dynamo().await).await.unwrap();
    scene
        .aws
        .operation("GetItem")
        .next(dynamodb::expired_token());
    scene.aws.assume_role().always(sts::access_denied());

    let error = read(&client, "a").await.unwrap_err();
    let told = AccessError::find_in(&error).unwrap();
    assert!(matches!(told, AccessError::RoleRefused(_)), "{told}");
    assert_eq!(told.code(), Some("AccessDenied"));
    assert_eq!(told.models(), ["Entry"]);
    let words = told.to_string();
    assert!(words.contains("`ExpiredTokenException`"), "{words}");
    assert_eq!(scene.aws.operation("GetItem").count(), 1);
}
