//! A base identity that has nothing to give: what is told of it, and that nobody is asked.

use std::{error::Error, fmt, io};

use aws_credential_types::provider::{ProvideCredentials, error::CredentialsError, future};
use behaviour::{FakeAws, REGION};
use dynamo_model::{
    Dynamo,
    access::{Access, AccessError, Base},
    prelude::*,
};

use crate::{
    child::{Child, is_child},
    read::read,
    twins::Ledger,
};

#[derive(DynamoModel)]
struct Plain {
    #[dynamo(partition_key)]
    pk: String,
}

fn assert_no_base_credentials(error: &AccessError, model: &str) {
    let AccessError::NoBaseCredentials(base) = error else {
        panic!("not a missing base: {error:?}")
    };
    assert_eq!(error.models(), [model]);
    assert!(!error.is_access_denied() && !error.is_retryable());
    assert_eq!(base.base(), "the environment's AWS configuration");
    let told = error.to_string();
    assert!(told.contains("no base credentials"), "{told}");
    assert!(
        told.contains("set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`"),
        "{told}"
    );
}

/// Fails in the same way each time.
#[derive(Debug)]
pub struct Failing(pub fn() -> CredentialsError);

impl ProvideCredentials for Failing {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err(self.0()))
    }
}

/// An error that repeats what it is caused by, as many do.
#[derive(Debug)]
struct Repeating(io::Error);

impl fmt::Display for Repeating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the vault is closed: {}", self.0)
    }
}

impl Error for Repeating {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[tokio::test]
async fn a16_a_provider_that_fails_is_told_with_each_of_its_causes_once() {
    let closed = || {
        let cause = io::Error::other("it is night");
        CredentialsError::provider_error(Repeating(cause))
    };
    let fake = FakeAws::new();
    let db = Dynamo::from_sdk_config(&fake.sdk_config().build());
    let base = Base::provider(Failing(closed));
    let db = db.with(Access::base(base)).unwrap();
    let error = read::<Ledger>(&db).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`Ledger`: no base credentials: a credentials provider given in code failed to provide them"
    );
    assert_eq!(
        error.source().unwrap().to_string(),
        "an error occurred while loading credentials: the vault is closed: it is night"
    );
    assert!(error.is_retryable(), "it may be open later");
    assert_eq!(fake.all().count(), 0);
}

#[tokio::test]
async fn a16_without_any_credentials_sts_is_not_asked() {
    let fake = FakeAws::new();
    let mut config = fake.sdk_config();
    config.set_credentials_provider(None);
    let db = Dynamo::from_sdk_config(&config.build());
    for _ in 0..2 {
        assert_no_base_credentials(&read::<Ledger>(&db).await.unwrap_err(), "Ledger");
        assert_no_base_credentials(&read::<Plain>(&db).await.unwrap_err(), "Plain");
    }
    assert_eq!(fake.all().count(), 0);
}

#[tokio::test]
async fn a16_a_process_without_any_credentials_sends_nothing() {
    if is_child() {
        let fake = FakeAws::new();
        let db = Dynamo::builder()
            .http_client(fake.http_client())
            .build()
            .await
            .unwrap();
        assert_no_base_credentials(&read::<Ledger>(&db).await.unwrap_err(), "Ledger");
        assert_no_base_credentials(&read::<Plain>(&db).await.unwrap_err(), "Plain");
        assert_eq!(fake.all().count(), 0);
        return;
    }
    Child::of("no_base::a16_a_process_without_any_credentials_sends_nothing")
        .set("AWS_REGION", REGION)
        .run();
}
