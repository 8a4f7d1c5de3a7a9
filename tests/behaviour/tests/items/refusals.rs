//! What DynamoDB refuses, as an error: predicates, parts and words.

use std::error::Error as _;

use aws_smithy_runtime_api::{
    box_error::BoxError,
    client::{
        http::{HttpClient, HttpConnectorSettings, SharedHttpConnector},
        runtime_components::RuntimeComponents,
    },
};
use aws_smithy_types::config_bag::ConfigBag;
use behaviour::{Answer, dynamodb};
use dynamo_model::{Error, RequestError, prelude::*};

use crate::{
    answer::condition_failed,
    document::{Document, DocumentKey, NOW, NOW_SECONDS, document, stored},
};

/// What an operation says of itself when DynamoDB always answers so.
async fn refused(answer: Answer) -> Error {
    let scene = crate::paused();
    scene.aws.dynamodb().always(answer);
    let db = scene.dynamo().await;
    document(1).save(&db).await.unwrap_err()
}

fn request(error: &Error) -> &RequestError {
    match error {
        Error::Request(request) => request,
        other => panic!("{other:?}"),
    }
}

/// The predicates that hold.
fn holding(error: &Error) -> Vec<&'static str> {
    [
        ("throttled", error.is_throttled()),
        ("retryable", error.is_retryable()),
        ("denied", error.is_access_denied()),
        ("no table", error.is_table_not_found()),
        ("condition", error.is_condition_failed()),
        ("timeout", error.is_timeout()),
    ]
    .into_iter()
    .filter_map(|(name, holds)| holds.then_some(name))
    .collect()
}

#[tokio::test(start_paused = true)]
async fn m3_predicates_tell_what_to_do_about_a_refusal() {
    let of = |code| dynamodb::error(400, code, "as it is");
    for (answer, expected) in [
        (
            dynamodb::throughput_exceeded(),
            &["throttled", "retryable"][..],
        ),
        (of("ThrottlingException"), &["throttled", "retryable"]),
        (of("RequestLimitExceeded"), &["throttled", "retryable"]),
        (dynamodb::internal_server_error(), &["retryable"]),
        (dynamodb::unavailable(), &["retryable"]),
        (Answer::connection_dropped(), &["retryable"]),
        (of("TransactionConflictException"), &["retryable"]),
        (of("ReplicatedWriteConflictException"), &["retryable"]),
        (dynamodb::access_denied(), &["denied"]),
        (dynamodb::invalid_signature(), &["denied"]),
        (dynamodb::unrecognized_client(), &["denied"]),
        (dynamodb::expired_token(), &["denied"]),
        (dynamodb::resource_not_found(), &["no table"]),
        (condition_failed(None), &["condition"]),
        (of("ValidationException"), &[]),
        (of("ItemCollectionSizeLimitExceededException"), &[]),
    ] {
        let error = refused(answer).await;
        assert_eq!(holding(&error), expected, "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn m3_a_refusal_names_model_table_operation_code_and_request() {
    let error = refused(dynamodb::resource_not_found()).await;
    assert_eq!(
        error.to_string(),
        "`Document`: DynamoDB refused PutItem on table `documents` (`ResourceNotFoundException`, request id \
         `fake-request-1`)"
    );
    let cause = error.source().unwrap().to_string();
    assert!(cause.contains("Requested resource not found"), "{cause}");
    let request = request(&error);
    assert_eq!(
        (request.model(), request.table(), request.operation()),
        ("Document", "documents", "PutItem")
    );
    assert_eq!(request.code(), Some("ResourceNotFoundException"));
    assert_eq!(request.request_id(), Some("fake-request-1"));
    assert!(matches!(
        request.sdk_error(),
        aws_sdk_dynamodb::Error::ResourceNotFoundException(_)
    ));
}

#[tokio::test(start_paused = true)]
async fn m3_a_failure_is_told_from_a_refusal_and_from_silence() {
    let error = refused(dynamodb::internal_server_error()).await;
    assert_eq!(
        error.to_string(),
        "`Document`: DynamoDB failed at PutItem on table `documents` (`InternalServerError`, request id \
         `fake-request-3`)"
    );
    let error = refused(Answer::connection_dropped()).await;
    let expected = "`Document`: PutItem on table `documents` did not get an answer";
    assert_eq!(error.to_string(), expected);
    assert_eq!(
        (request(&error).code(), request(&error).request_id()),
        (None, None)
    );
}

/// A client that finds out that it can't work when it is first to send something.
#[derive(Debug)]
struct Unready;

impl HttpClient for Unready {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        _: &RuntimeComponents,
    ) -> SharedHttpConnector {
        unreachable!("nothing is sent by a client that is not ready")
    }

    fn validate_final_config(&self, _: &RuntimeComponents, _: &ConfigBag) -> Result<(), BoxError> {
        Err("there are no certificates".into())
    }
}

#[tokio::test(start_paused = true)]
async fn m3_what_could_not_be_sent_is_told_from_what_got_no_answer() {
    let builder = crate::paused().builder().http_client(Unready);
    let db = builder.build().await.unwrap();
    let error = document(1).save(&db).await.unwrap_err();
    let expected = "`Document`: PutItem on table `documents` could not be sent";
    assert_eq!(error.to_string(), expected);
    assert_eq!(holding(&error), [""; 0], "nor can it be sent again");
    let mut last: &dyn std::error::Error = &error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    assert_eq!(last.to_string(), "there are no certificates");
}

#[tokio::test(start_paused = true)]
async fn m3_each_operation_is_called_by_its_name() {
    let scene = crate::paused();
    scene.aws.dynamodb().always(dynamodb::resource_not_found());
    let db = scene.dynamo().await;
    let key = || DocumentKey::new("a", 7_u32);
    let item = &mut document(1);
    let errors = [
        (Document::get(&db, key()).await.map(drop), "GetItem"),
        (item.create(&db).await, "PutItem"),
        (item.save(&db).await, "PutItem"),
        (item.update(&db).await, "UpdateItem"),
        (Document::update_by_key(&db, key()).await, "UpdateItem"),
        (item.delete(&db).await, "DeleteItem"),
        (Document::delete_by_key(&db, key()).await, "DeleteItem"),
    ];
    for (outcome, operation) in errors {
        assert_eq!(request(&outcome.unwrap_err()).operation(), operation);
    }
}

#[tokio::test(start_paused = true)]
async fn w11_a_failed_condition_says_whether_there_is_an_item() {
    let item = stored("5", NOW, NOW_SECONDS, "theirs");
    let error = refused(condition_failed(Some(&item))).await;
    assert_eq!(
        error.to_string(),
        "`Document`: nothing was written, because the stored item is not as the condition or the version in hand \
         says; `Error::current` has it"
    );
    assert!(error.source().is_none());
    let Error::ConditionFailed(failed) = &error else {
        panic!("{error:?}");
    };
    assert_eq!(failed.model(), "Document");
    assert_eq!(failed.item().unwrap().len(), 6);
    assert_eq!(failed.current::<Document>().unwrap().unwrap().rev, 5);

    let error = refused(condition_failed(None)).await;
    assert_eq!(
        error.to_string(),
        "`Document`: nothing was written, because there is no item of this key, which the condition or the version \
         in hand asks for"
    );
    assert_eq!(error.current::<Document>().unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn w2_what_cannot_be_stored_is_told_before_anything_is_sent() {
    #[derive(DynamoModel)]
    struct Measure {
        #[dynamo(partition_key)]
        id: f64,
        value: f64,
    }
    let scene = crate::paused();
    let db = scene.dynamo().await;
    let nan = |id, value| Measure { id, value };
    let key = || MeasureKey::new(f64::NAN);
    let update = Measure::update_by_key(&db, MeasureKey::new(1.0));
    let errors = [
        (nan(1.0, f64::NAN).save(&db).await, "value"),
        (nan(f64::INFINITY, 1.0).create(&db).await, "id"),
        (nan(f64::NAN, 1.0).update(&db).await, "id"),
        (nan(f64::NAN, 1.0).delete(&db).await, "id"),
        (Measure::get(&db, key()).await.map(drop), "id"),
        (Measure::delete_by_key(&db, key()).await, "id"),
        (Measure::update_by_key(&db, key()).await, "id"),
        (update.set(|m| m.value, f64::NAN).await, "value"),
        (
            nan(1.0, 1.0)
                .delete(&db)
                .when(|m| m.value.gt(f64::NAN))
                .await,
            "value",
        ),
    ];
    for (number, (outcome, attribute)) in errors.into_iter().enumerate() {
        let error = outcome.unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("`Measure`: "), "{number}: {text}");
        assert!(
            text.contains(&format!("attribute `{attribute}`")),
            "{number}: {text}"
        );
        assert_eq!(holding(&error), [""; 0], "{number}");
    }
    assert_eq!(scene.aws.all().count(), 0);
}
