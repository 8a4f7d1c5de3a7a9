//! A28: `expected_account`. With credentials of another account, nothing is sent to DynamoDB.

mod question;

use std::time::Duration;

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use behaviour::{ENVIRONMENT_KEY_ID, dynamodb, sts};
use dynamo_model::{
    access::{Access, AccessError, Base},
    prelude::*,
};

use crate::scene::{Entry, Paused, read, refusal};

const OTHER: &str = "999999999999";

/// Assumes a role and says where it must be.
#[derive(DynamoModel)]
#[dynamo(meta(
    aws_sts_role_arn = "arn:aws:iam::123456789012:role/ledger",
    expected_account = "123456789012",
))]
struct Assumed {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

/// Signs with the environment's keys and says whose they must be.
#[derive(DynamoModel)]
#[dynamo(meta(expected_account = "123456789012"))]
struct Own {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

#[track_caller]
fn assert_wrong_account(error: &AccessError, model: &str, expected: &str, found: &str) {
    let AccessError::WrongAccount(account) = error else {
        panic!("{error}");
    };
    assert_eq!(account.expected(), expected);
    assert_eq!(account.found(), Some(found));
    assert_eq!(error.models(), [model]);
    let words = error.to_string();
    for part in [model, expected, found, "`expected_account`"] {
        assert!(words.contains(part), "{words}");
    }
}

#[tokio::test(start_paused = true)]
async fn a28_a_role_whose_session_is_of_another_account_is_refused() {
    let scene = Paused::new();
    let answer = sts::session().account(OTHER);
    scene.aws.assume_role().always(answer);
    let db = scene.dynamo().await;
    for _ in 0..3 {
        let error = refusal::<Assumed>(&db).await;
        assert_wrong_account(&error, "Assumed", "123456789012", OTHER);
    }
    assert_eq!(scene.aws.dynamodb().count(), 0);
    assert_eq!(scene.aws.sts().count(), 1, "one session tells it for all");
}

#[tokio::test(start_paused = true)]
async fn a28_a_role_of_another_account_than_this_handle_expects_is_refused() {
    let scene = Paused::new();
    let access = Access::new().expected_account(OTHER);
    let db = scene.dynamo().await.with(access).unwrap();
    let error = refusal::<Entry>(&db).await;
    assert_wrong_account(&error, "Entry", OTHER, "123456789012");
    assert_eq!(scene.aws.dynamodb().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn a28_a_role_of_the_expected_account_works_without_another_question() {
    let scene = Paused::new();
    let client = Assumed::client(&scene.dynamo().await).await.unwrap();
    read(&client, "a").await.unwrap();
    assert_eq!(scene.aws.assume_role().count(), 1);
    assert_eq!(scene.aws.get_caller_identity().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn a28_keys_of_another_account_in_the_environment_are_refused() {
    let scene = Paused::new();
    scene.aws.set_account(OTHER);
    let db = scene.dynamo().await;
    let asking: Vec<_> = (0..64)
        .map(|_| {
            let db = db.clone();
            tokio::spawn(async move { refusal::<Own>(&db).await })
        })
        .collect();
    for error in asking {
        assert_wrong_account(&error.await.unwrap(), "Own", "123456789012", OTHER);
    }
    assert_eq!(scene.aws.dynamodb().count(), 0);
    let asked = scene.aws.get_caller_identity().only();
    assert_eq!(asked.key_id().as_deref(), Some(ENVIRONMENT_KEY_ID));
    assert_eq!(scene.aws.sts().count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a28_keys_of_the_expected_account_are_asked_about_once() {
    let scene = Paused::new();
    let db = scene.dynamo().await;
    for _ in 0..10 {
        let client = Own::client(&db).await.unwrap();
        read(&client, "a").await.unwrap();
    }
    assert_eq!(scene.aws.sts().count(), 1);
    assert_eq!(scene.aws.get_caller_identity().count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a28_an_account_that_sts_cannot_tell_now_is_refused_and_asked_about_again() {
    let scene = Paused::new();
    let db = scene.dynamo().await;
    scene.aws.get_caller_identity().always(sts::unavailable());
    let error = refusal::<Own>(&db).await;
    assert!(matches!(error, AccessError::StsUnavailable(_)), "{error}");
    assert_eq!(scene.aws.dynamodb().count(), 0);

    scene.aws.clear_script();
    tokio::time::sleep(Duration::from_secs(1)).await;
    Own::client(&db).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a28_a_client_stops_when_a_renewed_session_is_of_another_account() {
    let scene = Paused::new();
    let client = Assumed::client(&scene.dynamo().await).await.unwrap();
    read(&client, "a").await.unwrap();
    let reads = scene.aws.operation("GetItem");
    reads.next(dynamodb::expired_token());
    let answer = sts::session().account(OTHER);
    scene.aws.assume_role().always(answer);

    for _ in 0..2 {
        let error = read(&client, "a").await.unwrap_err();
        assert_eq!(error.code(), None, "DynamoDB was not asked again");
        let told = AccessError::find_in(&error).unwrap();
        assert_wrong_account(told, "Assumed", "123456789012", OTHER);
    }
    assert_eq!(reads.count(), 2, "the read before, and the rejected one");
}

/// Keys that say whose they are, and are not.
fn mislabelled() -> Base {
    let keys = Credentials::builder()
        .access_key_id("mislabelled_key_id")
        .secret_access_key("fixture-secret")
        .account_id("123456789012")
        .provider_name("test")
        .build();
    Base::provider(keys)
}

#[tokio::test(start_paused = true)]
async fn a28_what_credentials_say_of_their_own_account_proves_nothing() {
    let scene = Paused::new();
    scene.aws.set_account(OTHER);
    let access = Access::sign_with(mislabelled()).expected_account("123456789012");
    let db = scene.builder().override_access(access).build().await;
    let error = refusal::<Own>(&db.unwrap()).await;
    assert_wrong_account(&error, "Own", "123456789012", OTHER);
    assert_eq!(scene.aws.dynamodb().count(), 0);
}

/// The environment's keys, as long as they are of one account.
#[derive(AwsAccess)]
#[dynamo(meta(expected_account = "123456789012"))]
struct Hub;

#[derive(DynamoModel)]
#[dynamo(meta(base = Hub, aws_sts_role_arn = "arn:aws:iam::210987654321:role/ledger"))]
struct Spoke {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

#[tokio::test(start_paused = true)]
async fn a28_a_base_of_another_account_assumes_nothing() {
    let scene = Paused::new();
    scene.aws.set_account(OTHER);
    let db = scene.dynamo().await;
    let error = refusal::<Spoke>(&db).await;
    assert_wrong_account(&error, "Spoke", "123456789012", OTHER);
    assert_eq!(scene.aws.assume_role().count(), 0);
    assert_eq!(scene.aws.dynamodb().count(), 0);
}

/// No role: the base itself signs.
#[derive(DynamoModel)]
#[dynamo(meta(base = Hub))]
struct AtHome {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    pk: String,
}

#[tokio::test(start_paused = true)]
async fn a28_a_base_of_another_account_does_not_sign_by_itself_either() {
    let scene = Paused::new();
    scene.aws.set_account(OTHER);
    let db = scene.dynamo().await;
    let error = refusal::<AtHome>(&db).await;
    assert_wrong_account(&error, "AtHome", "123456789012", OTHER);
    assert_eq!(scene.aws.dynamodb().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn a28_a_base_of_the_expected_account_is_asked_about_once() {
    let scene = Paused::new();
    // What is expected of models by default is not expected of their bases.
    let default = Access::new().expected_account("210987654321");
    let db = scene.builder().default_access(default).build().await;
    let client = Spoke::client(&db.unwrap()).await.unwrap();
    scene.aws.dynamodb().next(dynamodb::expired_token());
    read(&client, "a").await.unwrap();
    assert_eq!(scene.aws.assume_role().count(), 2);
    let asked = scene.aws.get_caller_identity().only();
    assert_eq!(asked.key_id().as_deref(), Some(ENVIRONMENT_KEY_ID));
}

#[tokio::test(start_paused = true)]
async fn a28_an_account_that_the_base_states_is_not_the_one_that_a_handle_expects() {
    let scene = Paused::new();
    let access = Access::new().expected_account(OTHER);
    let db = scene.dynamo().await.with(access).unwrap();
    let error = refusal::<AtHome>(&db).await;
    assert_wrong_account(&error, "AtHome", OTHER, "123456789012");
    assert_eq!(scene.aws.dynamodb().count(), 0);
}

#[tokio::test(start_paused = true)]
async fn a28_one_account_that_two_expect_is_asked_about_once() {
    let scene = Paused::new();
    let access = Access::new().expected_account("123456789012");
    let db = scene.dynamo().await.with(access).unwrap();
    read(&AtHome::client(&db).await.unwrap(), "a")
        .await
        .unwrap();
    assert_eq!(scene.aws.get_caller_identity().count(), 1);
    let kept: Vec<_> = db
        .health()
        .iter()
        .map(|health| health.identity().to_owned())
        .collect();
    assert_eq!(
        kept.len(),
        2,
        "the base, and the base in its account: {kept:?}"
    );
}
