//! What is told when STS says no, and how often it is asked.

use std::time::Duration;

use aws_credential_types::provider::{ProvideCredentials, error::CredentialsError};
use behaviour::{FakeAws, TestClock, sts};
use dynamo_model::{
    Dynamo,
    access::{Access, AccessError, Base, StsError},
    prelude::*,
};

use crate::{
    no_base::Failing,
    read::{read, read_with, session},
    twins::{Archive, Ledger, ROLE},
};

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "ledger", aws_sts_role_arn = ROLE, external_id = "the-word"))]
struct WithExternalId {
    #[dynamo(partition_key)]
    pk: String,
}

/// No negative answer is remembered for longer.
const LONGEST_PERIOD: Duration = Duration::from_secs(5);

/// A stand-in and a handle on one clock that the test moves.
async fn on_a_manual_clock() -> (FakeAws, Dynamo) {
    let clock = TestClock::new();
    let fake = FakeAws::with_clock(clock.time_source());
    let db = Dynamo::builder()
        .sdk_config(&fake.sdk_config().build())
        .clock(clock)
        .build()
        .await
        .unwrap();
    (fake, db)
}

fn refused(error: &AccessError) -> &StsError {
    match error {
        AccessError::RoleRefused(refused) => refused,
        other => panic!("not a refused role: {other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn a14_a_refused_role_is_told_with_everything_that_helps() {
    let (fake, db) = on_a_manual_clock().await;
    fake.assume_role().always(sts::access_denied());
    let error = read::<Ledger>(&db).await.unwrap_err();
    let asked = fake.all().only();

    assert!(error.is_access_denied() && !error.is_retryable());
    assert_eq!(error.models(), ["Ledger"]);
    assert_eq!(error.code(), Some("AccessDenied"));
    let told = refused(&error);
    assert_eq!(told.role_arn(), Some(ROLE));
    assert_eq!(told.request_id(), Some(&*asked.request_id()));
    assert_eq!(
        told.base(),
        "the environment's AWS configuration (fixture, key ending …y_id)"
    );
    assert_eq!(
        error.to_string(),
        format!(
            "`Ledger`: STS refused to let {} assume `{ROLE}` (`AccessDenied`, request id `{}`); allow that identity \
             `sts:AssumeRole` on the role, and let the role's trust policy name it (no external id was sent)",
            told.base(),
            asked.request_id()
        )
    );
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(
        cause.contains("is not authorized to perform: sts:AssumeRole"),
        "{cause}"
    );
    assert!(!error.to_string().contains(&cause), "a cause is told once");

    // Another model of the same role is told the same in its own name, without another question.
    let error = read::<Archive>(&db).await.unwrap_err();
    assert_eq!(error.models(), ["Archive"]);
    let error = read::<WithExternalId>(&db).await.unwrap_err();
    assert!(
        error.to_string().ends_with("(an external id was sent)"),
        "{error}"
    );
    assert_eq!((fake.sts().count(), fake.dynamodb().count()), (2, 0));
}

/// What STS does not accept is not what the identity may not do: there is nothing to be allowed.
#[tokio::test(start_paused = true)]
async fn a14_a_refused_request_is_told_from_a_refused_role() {
    let (fake, db) = on_a_manual_clock().await;
    let words = "Syntax errors in policy.";
    let answer = sts::error(400, "MalformedPolicyDocument", words);
    fake.assume_role().always(answer);
    let error = read::<Ledger>(&db).await.unwrap_err();
    let told = refused(&error);
    assert_eq!(
        error.to_string(),
        format!(
            "`Ledger`: STS refused the request of {} to assume `{ROLE}` (`MalformedPolicyDocument`, request id `{}`)",
            told.base(),
            fake.all().only().request_id()
        )
    );
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        words
    );
}

/// A client of another service is told in the SDK's own classes.
#[tokio::test(start_paused = true)]
async fn a14_other_services_are_told_what_kind_of_error_it_is() {
    async fn provided(db: &Dynamo) -> CredentialsError {
        let provider = db.credentials_for::<Ledger>().unwrap();
        provider.provide_credentials().await.unwrap_err()
    }

    let (fake, db) = on_a_manual_clock().await;
    let nothing = Base::provider(Failing(|| {
        CredentialsError::not_loaded("nothing is configured")
    }));
    let none = provided(&db.with(Access::base(nothing)).unwrap()).await;
    assert!(
        matches!(none, CredentialsError::CredentialsNotLoaded(_)),
        "{none:?}"
    );

    let expecting = Access::new().expected_account("999999999999");
    let wrong = provided(&db.with(expecting).unwrap()).await;
    assert!(
        matches!(wrong, CredentialsError::InvalidConfiguration(_)),
        "{wrong:?}"
    );

    fake.assume_role().always(sts::access_denied());
    let other = db.with(Access::assume_role("arn:aws:iam::123456789012:role/other"));
    let denied = provided(&other.unwrap()).await;
    assert!(
        matches!(denied, CredentialsError::ProviderError(_)),
        "{denied:?}"
    );

    for error in [none, wrong, denied] {
        let own = AccessError::find_in(&error).expect("the library's own error is the cause");
        assert_eq!(own.models(), ["Ledger"]);
        let of_operation = dynamo_model::Error::from(own.clone());
        let own = AccessError::find_in(&of_operation).expect("it is this one");
        assert_eq!(own.models(), ["Ledger"]);
    }
}

#[tokio::test(start_paused = true)]
async fn a14_sixty_four_at_once_ask_sts_once_in_each_negative_cache_period() {
    async fn burst(db: &Dynamo) {
        let task = |db: Dynamo| async move { read::<Ledger>(&db).await.unwrap_err() };
        let tasks: Vec<_> = (0..64).map(|_| tokio::spawn(task(db.clone()))).collect();
        for task in tasks {
            let error = task.await.unwrap();
            assert_eq!(refused(&error).code(), Some("AccessDenied"));
        }
    }

    let (fake, db) = on_a_manual_clock().await;
    fake.assume_role().always(sts::access_denied());
    for period in 1..=4 {
        burst(&db).await;
        burst(&db).await;
        assert_eq!(fake.sts().count(), period, "period {period}");
        tokio::time::advance(LONGEST_PERIOD).await;
    }
    assert_eq!(fake.dynamodb().count(), 0);
}

/// The refusal comes to those who work with a client that they got while all was well.
#[tokio::test(start_paused = true)]
async fn a14_a_client_in_hand_tells_the_refusal_too() {
    let (fake, db) = on_a_manual_clock().await;
    let client = Ledger::client(&db).await.unwrap();
    read_with::<Ledger>(&db, &client, "a").await.unwrap();

    tokio::time::advance(Duration::from_hours(2)).await;
    fake.assume_role().always(sts::access_denied());
    let tasks: Vec<_> = (0..64)
        .map(|_| {
            let (db, client) = (db.clone(), client.clone());
            tokio::spawn(async move { read_with::<Ledger>(&db, &client, "a").await })
        })
        .collect();
    for task in tasks {
        let error = task.await.unwrap().unwrap_err();
        assert_eq!(refused(&error).role_arn(), Some(ROLE));
        assert_eq!(error.models(), ["Ledger"]);
    }
    assert_eq!((fake.sts().count(), fake.dynamodb().count()), (1 + 1, 1));
}

#[tokio::test(start_paused = true)]
async fn a15_an_unavailable_sts_is_asked_again_and_the_operation_succeeds() {
    let (fake, db) = on_a_manual_clock().await;
    fake.assume_role().next(sts::unavailable());
    read::<Ledger>(&db).await.unwrap();
    assert_eq!(fake.sts().count(), 2);
    let signer = fake.dynamodb().only().signer();
    assert_eq!(signer, Some(session(1, "dynamodb")));
}

#[tokio::test(start_paused = true)]
async fn a14_the_key_of_a_base_is_told_once() {
    let fake = FakeAws::new();
    let db = Dynamo::builder()
        .sdk_config(&fake.sdk_config().build())
        .access::<Ledger>(Access::base(Base::keys("static_key_id", "fixture-secret")))
        .build()
        .await
        .unwrap();
    fake.assume_role().always(sts::access_denied());
    let told = read::<Ledger>(&db).await.unwrap_err().to_string();
    assert_eq!(told.matches("key ending …y_id").count(), 1, "{told}");
}

#[tokio::test(start_paused = true)]
async fn a15_an_sts_that_stays_unavailable_may_answer_later() {
    for (answer, throttled) in [(sts::unavailable(), false), (sts::throttling(), true)] {
        let (fake, db) = on_a_manual_clock().await;
        fake.assume_role().always(answer);
        let error = read::<Ledger>(&db).await.unwrap_err();
        assert!(matches!(error, AccessError::StsUnavailable(_)), "{error:?}");
        assert!(error.is_retryable() && !error.is_access_denied(), "{error}");
        assert_eq!(error.is_throttled(), throttled, "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a15_a_refusal_is_forgotten_when_the_negative_cache_is_over() {
    let (fake, db) = on_a_manual_clock().await;
    fake.assume_role().next(sts::access_denied());
    refused(&read::<Ledger>(&db).await.unwrap_err());

    let next_try = || {
        let health = db.health();
        let role = health
            .iter()
            .find(|identity| identity.identity().contains(ROLE))
            .unwrap();
        assert!(role.last_error().is_some() && !role.is_usable());
        role.next_refresh_in().unwrap()
    };
    assert!(next_try() <= LONGEST_PERIOD);
    tokio::time::advance(next_try() / 2).await;
    refused(&read::<Ledger>(&db).await.unwrap_err());
    assert_eq!(fake.sts().count(), 1, "not asked again in the meantime");

    tokio::time::advance(next_try()).await;
    read::<Ledger>(&db).await.unwrap();
    assert_eq!((fake.sts().count(), fake.dynamodb().count()), (2, 1));
    assert!(
        db.health()
            .iter()
            .all(|identity| identity.last_error().is_none())
    );
}
