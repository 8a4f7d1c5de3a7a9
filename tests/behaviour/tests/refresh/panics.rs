//! A program's own code that panics where nobody hears of it: in the task that refreshes.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use aws_credential_types::provider::{ProvideCredentials, future};
use behaviour::{ENVIRONMENT_KEY_ID, FakeAws, TestClock, dynamodb, environment_credentials, sts};
use dynamo_model::{
    DynamoModel,
    access::{Access, AccessError, AccessEvent, AccessObserver, Engine},
};

use crate::{
    events::Events,
    scene::{Entry, HOUR, ROLE, builder, get, minutes},
};

/// Panics when it is asked for the first time, while it works on it for the second time, and then hands out keys.
#[derive(Debug, Clone, Default)]
struct Clumsy(Arc<AtomicUsize>);

impl ProvideCredentials for Clumsy {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let time = self.0.fetch_add(1, Ordering::Relaxed);
        assert_ne!(time, 0, "the first time");
        future::ProvideCredentials::new(async move {
            tokio::task::yield_now().await;
            assert_ne!(time, 1, "the second time");
            Ok(environment_credentials())
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_panics_is_an_error_that_says_so() {
    let clumsy = Clumsy::default();
    let clock = TestClock::new();
    let engine = Engine::new(clumsy.clone(), clock, 1);
    for asked in 1..=2 {
        let error = engine.credentials().await.unwrap_err();
        assert!(
            matches!(error, AccessError::NoBaseCredentials(_)),
            "{error:?}"
        );
        assert_eq!(
            error.to_string(),
            "no base credentials: a credentials provider given in code panicked; see to what that provider needs"
        );
        assert!(!error.is_retryable());
        assert_eq!(clumsy.0.load(Ordering::Relaxed), asked);
        tokio::time::sleep(minutes(1)).await;
    }
    let credentials = engine.credentials().await.unwrap();
    assert_eq!(credentials.access_key_id(), ENVIRONMENT_KEY_ID);
}

/// Panics whatever happens.
#[derive(Debug)]
struct Broken(Arc<AtomicUsize>);

impl AccessObserver for Broken {
    fn event(&self, _: &str, event: &AccessEvent<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
        panic!("{event:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_observer_that_panics_costs_no_request_and_no_refresh() {
    let clock = TestClock::new();
    let fake = FakeAws::with_clock(clock.time_source());
    let told = Arc::default();
    let db = builder(&fake, &Events::of(ROLE), Access::assume_role(ROLE))
        .observer(Broken(Arc::clone(&told)))
        .clock(clock)
        .build()
        .await
        .unwrap();
    let client = Entry::client(&db).await.unwrap();
    get(&client, "first").await.unwrap();
    tokio::time::sleep(HOUR - minutes(1)).await;
    get(&client, "renewed").await.unwrap();
    let second = sts::session_key_id(2);
    let by_second = fake.dynamodb().signed_by(&second);
    by_second.next(dynamodb::expired_token());
    get(&client, "rejected").await.unwrap();
    let signed = [1, 2, 2, 3].map(sts::session_key_id);
    assert_eq!(fake.dynamodb().key_ids(), signed);
    // Two refreshes of the base, three of the role, and a rejection.
    assert_eq!(told.load(Ordering::Relaxed), 2 * 5 + 1);
}
