//! The stand-in, asked by the plain SDK: were it wrong about who signed, every other test here would be.

use std::{
    collections::HashMap,
    time::{Duration, SystemTime},
};

use aws_sdk_dynamodb::{
    error::{ProvideErrorMetadata, SdkError},
    operation::RequestId,
    types::AttributeValue,
};
use aws_smithy_async::time::TimeSource;
use aws_types::{SdkConfig, region::Region, sdk_config};
use behaviour::{
    Answer, ENVIRONMENT_KEY_ID, FakeAws, REGION, Server, Service, Signer, TestClock, dynamodb,
    session_credentials, sts,
};
use serde_json::json;

const ROLE: &str = "arn:aws:iam::123456789012:role/path/reader";

/// One attempt and no pause between attempts, so that a scripted refusal is seen as it is.
fn once(config: sdk_config::Builder) -> SdkConfig {
    config
        .retry_config(aws_sdk_sts::config::retry::RetryConfig::disabled())
        .build()
}

async fn assume(
    config: &SdkConfig,
) -> Result<
    aws_sdk_sts::operation::assume_role::AssumeRoleOutput,
    aws_sdk_sts::error::SdkError<aws_sdk_sts::operation::assume_role::AssumeRoleError>,
> {
    aws_sdk_sts::Client::new(config)
        .assume_role()
        .role_arn(ROLE)
        .role_session_name("reader&co")
        .duration_seconds(900)
        .send()
        .await
}

async fn get(
    config: &SdkConfig,
) -> Result<
    aws_sdk_dynamodb::operation::get_item::GetItemOutput,
    SdkError<aws_sdk_dynamodb::operation::get_item::GetItemError>,
> {
    aws_sdk_dynamodb::Client::new(config)
        .get_item()
        .table_name("ledger")
        .key("pk", AttributeValue::S("a".into()))
        .send()
        .await
}

fn signer(key_id: &str, region: &str, service: &str, token: Option<&str>) -> Signer {
    Signer {
        key_id: key_id.into(),
        region: region.into(),
        service: service.into(),
        token: token.map(Into::into),
    }
}

/// Both transports answer and record alike.
async fn a_session_is_issued_and_signs(fake: &FakeAws, config: sdk_config::Builder) {
    let config = config.build();
    let before = SystemTime::now();
    let output = assume(&config).await.unwrap();
    let keys = output.credentials().unwrap();
    assert_eq!(keys.access_key_id(), sts::session_key_id(1));
    assert_eq!(keys.session_token(), sts::session_token(1));
    let user = output.assumed_role_user().unwrap();
    assert_eq!(
        user.arn(),
        "arn:aws:sts::123456789012:assumed-role/reader/reader&co"
    );
    let expires = SystemTime::try_from(*keys.expiration()).unwrap();
    let lifetime = expires.duration_since(before).unwrap();
    assert!((890..=910).contains(&lifetime.as_secs()), "{lifetime:?}");
    assert_eq!(output.request_id(), Some("fake-request-1"));

    let session = session_credentials(keys.access_key_id(), keys.session_token());
    let session = config
        .to_builder()
        .credentials_provider(
            aws_credential_types::provider::SharedCredentialsProvider::new(session),
        )
        .region(Region::new("eu-central-1"))
        .build();
    assert_eq!(get(&session).await.unwrap().item(), None);

    let asked = fake.assume_role().only();
    assert_eq!(asked.service(), Service::Sts);
    assert_eq!(asked.param("RoleArn").as_deref(), Some(ROLE));
    assert_eq!(asked.param("RoleSessionName").as_deref(), Some("reader&co"));
    assert_eq!(asked.param("DurationSeconds").as_deref(), Some("900"));
    let by_environment = signer(ENVIRONMENT_KEY_ID, REGION, "sts", None);
    assert_eq!(asked.signer(), Some(by_environment));

    let read = fake.operation("GetItem").on_table("ledger").only();
    assert_eq!(read.json()["Key"], json!({ "pk": { "S": "a" } }));
    let by_session = signer(
        &sts::session_key_id(1),
        "eu-central-1",
        "dynamodb",
        Some("token-1"),
    );
    assert_eq!(read.signer(), Some(by_session));

    let [issued] = &fake.issued()[..] else {
        panic!("one session was issued")
    };
    assert_eq!(
        (issued.role_arn.as_str(), issued.session_name.as_str()),
        (ROLE, "reader&co")
    );
    assert_eq!(fake.all().key_ids(), [ENVIRONMENT_KEY_ID, &issued.key_id]);
}

#[tokio::test]
async fn over_the_socket_a_session_is_issued_and_signs() {
    let server = Server::start();
    a_session_is_issued_and_signs(&server, server.sdk_config()).await;
    let host = server.url().replace("http://", "");
    assert_eq!(server.assume_role().only().host(), host);
}

#[tokio::test]
async fn in_process_a_session_is_issued_and_signs() {
    let fake = FakeAws::new();
    a_session_is_issued_and_signs(&fake, fake.sdk_config()).await;
    assert_eq!(
        fake.all().hosts(),
        [
            "sts.eu-west-1.amazonaws.com",
            "dynamodb.eu-central-1.amazonaws.com"
        ]
    );
}

#[tokio::test]
async fn one_connection_carries_many_requests() {
    let server = Server::start();
    let config = server.sdk_config().build();
    let client = aws_sdk_sts::Client::new(&config);
    for _ in 0..3 {
        let identity = client.get_caller_identity().send().await.unwrap();
        assert_eq!(identity.account(), Some("123456789012"));
    }
    let connections: Vec<_> = server
        .sts()
        .requests()
        .iter()
        .map(|request| request.connection())
        .collect();
    assert_eq!(connections, [Some(0); 3]);
}

#[tokio::test]
async fn a_session_knows_its_own_account() {
    let fake = FakeAws::new();
    let config = fake.sdk_config().build();
    fake.set_account("999999999999");
    let client = aws_sdk_sts::Client::new(&config);
    let own = client.get_caller_identity().send().await.unwrap();
    assert_eq!(own.account(), Some("999999999999"));

    assume(&config).await.unwrap();
    let session = session_credentials(&sts::session_key_id(1), &sts::session_token(1));
    let config = config
        .to_builder()
        .credentials_provider(
            aws_credential_types::provider::SharedCredentialsProvider::new(session),
        )
        .build();
    let client = aws_sdk_sts::Client::new(&config);
    let assumed = client.get_caller_identity().send().await.unwrap();
    assert_eq!(assumed.account(), Some("123456789012"));
}

#[tokio::test]
async fn queued_answers_come_first_and_in_order_then_the_newest_standing_one() {
    let fake = FakeAws::new();
    let config = once(fake.sdk_config());
    let reads = fake.operation("GetItem");
    reads.always(dynamodb::internal_server_error());
    reads.always(dynamodb::resource_not_found());
    reads.next(dynamodb::expired_token());
    reads.next(dynamodb::item(&json!({ "pk": { "S": "a" } })));

    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(match get(&config).await {
            Ok(output) => format!("{} attributes", output.item().map_or(0, HashMap::len)),
            Err(error) => error.code().unwrap_or("no code").to_owned(),
        });
    }
    assert_eq!(
        seen,
        [
            "ExpiredTokenException",
            "1 attributes",
            "ResourceNotFoundException",
            "ResourceNotFoundException"
        ]
    );
    fake.clear_script();
    assert!(get(&config).await.is_ok());
}

#[tokio::test]
async fn only_the_selected_requests_are_answered_specially() {
    let fake = FakeAws::new();
    let config = once(fake.sdk_config());
    fake.assume_role()
        .for_role("arn:aws:iam::123456789012:role/other")
        .always(sts::access_denied());
    fake.dynamodb()
        .signed_by("another_key_id")
        .always(dynamodb::expired_token());
    assert!(assume(&config).await.is_ok());
    assert!(get(&config).await.is_ok());
    fake.dynamodb()
        .signed_by(ENVIRONMENT_KEY_ID)
        .always(dynamodb::expired_token());
    assert!(get(&config).await.is_err());
}

#[tokio::test]
async fn refusals_of_sts_reach_the_sdk_whole() {
    let server = Server::start();
    let config = once(server.sdk_config());
    let refusals = [
        (sts::access_denied(), "AccessDenied", 403),
        (sts::expired_token(), "ExpiredToken", 403),
        (sts::invalid_client_token_id(), "InvalidClientTokenId", 403),
        (
            sts::signature_does_not_match(),
            "SignatureDoesNotMatch",
            403,
        ),
        (sts::throttling(), "Throttling", 400),
        (sts::unavailable(), "ServiceUnavailable", 503),
    ];
    for (number, (answer, code, status)) in refusals.into_iter().enumerate() {
        server.assume_role().next(answer);
        let error = assume(&config).await.unwrap_err();
        assert_eq!(error.code(), Some(code));
        let request = server.assume_role().last();
        assert_eq!(request.number(), number + 1);
        assert_eq!(error.request_id(), Some(&*request.request_id()));
        assert_eq!(error.raw_response().unwrap().status().as_u16(), status);
    }
    assert_eq!(server.issued(), []);
}

#[tokio::test]
async fn refusals_of_dynamodb_reach_the_sdk_whole() {
    let server = Server::start();
    let config = once(server.sdk_config());
    let refusals = [
        (dynamodb::expired_token(), "ExpiredTokenException", 400),
        (
            dynamodb::unrecognized_client(),
            "UnrecognizedClientException",
            400,
        ),
        (
            dynamodb::invalid_signature(),
            "InvalidSignatureException",
            400,
        ),
        (dynamodb::access_denied(), "AccessDeniedException", 400),
        (
            dynamodb::throughput_exceeded(),
            "ProvisionedThroughputExceededException",
            400,
        ),
        (
            dynamodb::internal_server_error(),
            "InternalServerError",
            500,
        ),
        (dynamodb::unavailable(), "ServiceUnavailable", 503),
    ];
    for (answer, code, status) in refusals {
        server.operation("GetItem").next(answer);
        let error = get(&config).await.unwrap_err();
        assert_eq!(error.code(), Some(code));
        assert_eq!(error.raw_response().unwrap().status().as_u16(), status);
        let request = server.operation("GetItem").last();
        assert_eq!(error.request_id(), Some(&*request.request_id()));
    }
}

#[tokio::test]
async fn sessions_can_be_expired_repeated_and_foreign() {
    let fake = FakeAws::new();
    let config = fake.sdk_config().build();
    fake.assume_role()
        .next(sts::session().expired(Duration::from_mins(1)))
        .next(sts::session().lasting(Duration::from_secs(1)))
        .times(2, sts::session().keys("repeated_key_id", "repeated-token"))
        .next(sts::session().account("999999999999"));

    let now = SystemTime::now();
    let expiration = |output: &aws_sdk_sts::operation::assume_role::AssumeRoleOutput| {
        SystemTime::try_from(*output.credentials().unwrap().expiration()).unwrap()
    };
    assert!(expiration(&assume(&config).await.unwrap()) < now);
    assert!(expiration(&assume(&config).await.unwrap()) < now + Duration::from_mins(1));
    for _ in 0..2 {
        let output = assume(&config).await.unwrap();
        assert_eq!(
            output.credentials().unwrap().access_key_id(),
            "repeated_key_id"
        );
    }
    let foreign = assume(&config).await.unwrap();
    assert_eq!(
        foreign.assumed_role_user().unwrap().arn(),
        "arn:aws:sts::999999999999:assumed-role/reader/reader&co"
    );
    assert_eq!(fake.issued().len(), 3);
}

#[tokio::test]
async fn the_clock_of_aws_may_be_off() {
    let server = Server::start();
    let config = server.sdk_config().build();
    server.set_skew(-7200);
    let before = SystemTime::now();
    let output = assume(&config).await.unwrap();
    let expires = SystemTime::try_from(*output.credentials().unwrap().expiration()).unwrap();
    assert!(expires < before - Duration::from_mins(100));
    assert!(server.now() < before);
    assert!(server.assume_role().only().received_at() >= before);
}

#[tokio::test]
async fn what_is_added_to_an_answer_can_be_replaced_or_left_out() {
    let fake = FakeAws::new();
    let config = once(fake.sdk_config());
    fake.operation("GetItem").next(
        dynamodb::unavailable()
            .with_header("Date", "Thu, 01 Jan 2026 00:00:00 GMT")
            .without_header("x-amzn-requestid"),
    );
    let error = get(&config).await.unwrap_err();
    assert_eq!(error.request_id(), None);
    let date = error.raw_response().unwrap().headers().get("date");
    assert_eq!(date, Some("Thu, 01 Jan 2026 00:00:00 GMT"));
}

#[tokio::test]
async fn a_hold_keeps_requests_waiting_until_it_is_released() {
    let server = Server::start();
    let config = server.sdk_config().build();
    let hold = server.assume_role().hold();
    let tasks: Vec<_> = (0..3)
        .map(|_| {
            let config = config.clone();
            tokio::spawn(async move { assume(&config).await.is_ok() })
        })
        .collect();
    server.assume_role().arrived(3).await;
    assert!(get(&config).await.is_ok(), "others are not held");
    assert_eq!(server.issued(), []);
    assert!(tasks.iter().all(|task| !task.is_finished()));
    hold.release();
    for task in tasks {
        assert!(task.await.unwrap());
    }
    assert_eq!(server.issued().len(), 3);
    assert!(
        assume(&config).await.is_ok(),
        "a released hold holds no more"
    );
}

#[tokio::test]
async fn a_dropped_connection_is_an_error_of_the_client() {
    let server = Server::start();
    let fake = FakeAws::new();
    for (fake, config) in [
        (server.fake(), once(server.sdk_config())),
        (&fake, once(fake.sdk_config())),
    ] {
        fake.operation("GetItem").next(Answer::connection_dropped());
        let error = get(&config).await.unwrap_err();
        assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
        assert!(get(&config).await.is_ok());
    }
}

#[tokio::test]
async fn two_servers_tell_their_requests_apart() {
    let (x, y) = (Server::start(), Server::start());
    get(&x.sdk_config().build()).await.unwrap();
    assume(&y.sdk_config().build()).await.unwrap();
    assert_eq!((x.all().count(), x.dynamodb().count()), (1, 1));
    assert_eq!((y.all().count(), y.sts().count()), (1, 1));
}

#[test]
fn a_server_outlives_the_runtimes_of_its_clients() {
    let server = Server::start();
    for _ in 0..2 {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async { get(&server.sdk_config().build()).await.unwrap() });
    }
    assert_eq!(server.dynamodb().count(), 2);
}

#[tokio::test(start_paused = true)]
async fn on_a_paused_clock_delays_cost_no_real_time() {
    let clock = TestClock::new();
    let fake = FakeAws::with_clock(clock.time_source());
    let config = fake.sdk_config().time_source(clock.clone()).build();
    let hour = Duration::from_hours(1);
    fake.assume_role()
        .next(Answer::from(sts::session()).after(hour));
    let start = clock.now();
    let output = assume(&config).await.unwrap();
    assert_eq!(clock.elapsed(), hour);
    let expires = SystemTime::try_from(*output.credentials().unwrap().expiration()).unwrap();
    assert_eq!(expires, start + hour + Duration::from_mins(15));
    let asked = fake.assume_role().only();
    assert_eq!(asked.received_at(), start);
    assert_eq!(asked.header("x-amz-date"), Some("20260101T000000Z"));
}

#[tokio::test(start_paused = true)]
async fn silence_ends_at_the_timeout_of_the_client() {
    use aws_sdk_sts::config::timeout::TimeoutConfig;
    let clock = TestClock::new();
    let fake = FakeAws::with_clock(clock.time_source());
    fake.assume_role().always(Answer::silence());
    let read = TimeoutConfig::builder().read_timeout(Duration::from_secs(5));
    let attempt = TimeoutConfig::builder().operation_attempt_timeout(Duration::from_secs(7));
    for (timeouts, total) in [(read, 5), (attempt, 5 + 7)] {
        let config = once(
            fake.sdk_config()
                .time_source(clock.clone())
                .timeout_config(timeouts.build()),
        );
        assert!(assume(&config).await.is_err());
        assert_eq!(clock.elapsed().as_secs(), total);
    }
}
