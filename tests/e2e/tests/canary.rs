//! The canary: does the emulator refuse what AWS refuses? If not, "accepted" means nothing in any other test here.
//! Only the plain SDK is at work.

use std::time::{Duration, Instant};

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::{error::ProvideErrorMetadata, types::AttributeValue};
use e2e::{AccessKey, Account, MiniStack};

/// What the SDK was told: `Ok`, or the code of the refusal.
type Outcome = Result<(), String>;

fn code(error: &impl ProvideErrorMetadata) -> String {
    error.code().unwrap_or("no code").to_owned()
}

async fn read(credentials: Credentials, table: &str) -> Outcome {
    let config = MiniStack::shared().sdk_config(credentials).build();
    aws_sdk_dynamodb::Client::new(&config)
        .get_item()
        .table_name(table)
        .key("pk", AttributeValue::S("a".into()))
        .send()
        .await
        .map(drop)
        .map_err(|error| code(&error))
}

async fn assume(
    key: &AccessKey,
    role_arn: &str,
    external_id: Option<&str>,
    seconds: i32,
) -> Result<Credentials, String> {
    let config = MiniStack::shared().sdk_config(key.credentials()).build();
    let output = aws_sdk_sts::Client::new(&config)
        .assume_role()
        .role_arn(role_arn)
        .role_session_name("canary")
        .duration_seconds(seconds)
        .set_external_id(external_id.map(Into::into))
        .send()
        .await
        .map_err(|error| code(&error))?;
    let keys = output.credentials().ok_or("no credentials")?;
    Ok(session(
        keys.access_key_id(),
        keys.secret_access_key(),
        Some(keys.session_token()),
    ))
}

fn session(key_id: &str, secret: &str, token: Option<&str>) -> Credentials {
    Credentials::new(key_id, secret, token.map(Into::into), None, "canary")
}

/// A user that may only assume a role that may only read one of two tables.
struct Scene {
    account: Account<'static>,
    user: AccessKey,
    role_arn: String,
}

fn scene() -> Scene {
    let account = MiniStack::shared().new_account();
    let user = account.create_user("caller");
    let role_arn = account.create_role("reader", &account);
    account.allow_user("caller", &["sts:AssumeRole"], &[&role_arn]);
    let granted = account.create_table("granted");
    account.create_table("ungranted");
    account.allow_role("reader", &["dynamodb:GetItem"], &[&granted]);
    Scene {
        account,
        user,
        role_arn,
    }
}

#[tokio::test]
async fn canary_the_right_session_is_accepted() {
    let scene = scene();
    let session = assume(&scene.user, &scene.role_arn, None, 900).await;
    assert_eq!(read(session.unwrap(), "granted").await, Ok(()));
}

#[tokio::test]
async fn canary_a_wrong_secret_is_refused() {
    let scene = scene();
    let forged = AccessKey {
        secret: "not-the-secret".into(),
        ..scene.user.clone()
    };
    let refused = assume(&forged, &scene.role_arn, None, 900).await;
    assert_eq!(refused.unwrap_err(), "SignatureDoesNotMatch");
    let refused = read(forged.credentials(), "granted").await;
    assert_eq!(refused.unwrap_err(), "InvalidSignatureException");
}

#[tokio::test]
async fn canary_an_unknown_key_is_refused() {
    let scene = scene();
    let unknown = AccessKey {
        id: "unknown_access_key_id".into(),
        ..scene.user
    };
    let refused = assume(&unknown, &scene.role_arn, None, 900).await;
    assert_eq!(refused.unwrap_err(), "InvalidClientTokenId");
    let refused = read(unknown.credentials(), "granted").await;
    assert_eq!(refused.unwrap_err(), "UnrecognizedClientException");
}

#[tokio::test]
async fn canary_a_missing_or_foreign_token_is_refused() {
    let scene = scene();
    let mine = assume(&scene.user, &scene.role_arn, None, 900)
        .await
        .unwrap();
    let other = assume(&scene.user, &scene.role_arn, None, 900)
        .await
        .unwrap();
    for token in [None, other.session_token(), Some("not-a-token")] {
        let forged = session(mine.access_key_id(), mine.secret_access_key(), token);
        let refused = read(forged, "granted").await;
        assert_eq!(refused.unwrap_err(), "UnrecognizedClientException");
    }
}

#[tokio::test]
async fn canary_an_expired_session_is_refused() {
    let scene = scene();
    let session = assume(&scene.user, &scene.role_arn, None, 1).await.unwrap();
    // How soon the emulator notices is its own affair; that it does is ours.
    let deadline = Instant::now() + Duration::from_secs(20);
    let refused = loop {
        match read(session.clone(), "granted").await {
            Ok(()) if Instant::now() < deadline => {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            outcome => break outcome,
        }
    };
    assert_eq!(refused.unwrap_err(), "ExpiredTokenException");
}

#[tokio::test]
async fn canary_an_ungranted_table_is_refused() {
    let scene = scene();
    let session = assume(&scene.user, &scene.role_arn, None, 900)
        .await
        .unwrap();
    let refused = read(session, "ungranted").await;
    assert_eq!(refused.unwrap_err(), "AccessDeniedException");
}

#[tokio::test]
async fn canary_the_users_own_key_is_refused_at_the_table() {
    let scene = scene();
    let refused = read(scene.user.credentials(), "granted").await;
    assert_eq!(refused.unwrap_err(), "AccessDeniedException");
}

#[tokio::test]
async fn canary_an_ungranted_untrusting_or_absent_role_is_refused() {
    let scene = scene();
    let stranger = MiniStack::shared().new_account();
    let ungranted = scene.account.create_role("ungranted", &scene.account);
    let untrusting = scene.account.create_role("untrusting", &stranger);
    let absent = scene.account.role_arn("absent");
    scene
        .account
        .allow_user("caller", &["sts:AssumeRole"], &[&untrusting, &absent]);
    for role_arn in [ungranted, untrusting, absent] {
        let refused = assume(&scene.user, &role_arn, None, 900).await;
        assert_eq!(refused.unwrap_err(), "AccessDenied", "{role_arn}");
    }
}

#[tokio::test]
async fn canary_a_wrong_or_missing_external_id_is_refused() {
    let Scene { account, user, .. } = scene();
    let role_arn = account.create_role_with_external_id("guarded", &account, "the-right-id");
    account.allow_user("caller", &["sts:AssumeRole"], &[&role_arn]);
    for external_id in [None, Some("another-id")] {
        let refused = assume(&user, &role_arn, external_id, 900).await;
        assert_eq!(refused.unwrap_err(), "AccessDenied");
    }
    let accepted = assume(&user, &role_arn, Some("the-right-id"), 900).await;
    assert!(accepted.is_ok(), "{accepted:?}");
}

#[tokio::test]
async fn canary_another_accounts_role_is_accepted_when_both_sides_agree() {
    let Scene { account, user, .. } = scene();
    let other = MiniStack::shared().new_account();
    let role_arn = other.create_role("visitor", &account);
    let table = other.create_table("theirs");
    other.allow_role("visitor", &["dynamodb:GetItem"], &[&table]);
    let refused = assume(&user, &role_arn, None, 900).await;
    assert_eq!(refused.unwrap_err(), "AccessDenied");
    account.allow_user("caller", &["sts:AssumeRole"], &[&role_arn]);
    let session = assume(&user, &role_arn, None, 900).await.unwrap();
    assert_eq!(read(session, "theirs").await, Ok(()));
}
