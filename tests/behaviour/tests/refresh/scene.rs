//! A model, the handle it is used through, the stand-in that answers, and the clock that all of them go by.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use aws_credential_types::provider::ProvideCredentials;
use aws_sdk_dynamodb::{Client, types::AttributeValue};
use behaviour::{FakeAws, IssuedSession, Route, TestClock};
use dynamo_model::{
    Dynamo, DynamoBuilder,
    access::{Access, AccessError, Base, IdentityHealth},
    prelude::*,
};

use crate::{events::Events, manual_clock::ManualClock};

pub const ROLE: &str = "arn:aws:iam::123456789012:role/clerk";

pub const HOUR: Duration = Duration::from_secs(3600);

/// Assumes [`ROLE`], unless a test says otherwise.
#[derive(AwsAccess)]
pub struct Clerk;

#[derive(DynamoModel)]
#[dynamo(meta(table_name = "ledger", access = Clerk))]
pub struct Entry {
    #[dynamo(partition_key)]
    #[allow(dead_code, reason = "the raw client reads the items here")]
    account: String,
}

/// Everything on tokio's paused clock.
pub struct Scene {
    pub fake: FakeAws,
    pub clock: TestClock,
    pub events: Events,
    pub db: Dynamo,
    requests: AtomicUsize,
}

/// A request that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// Who signed it.
    pub key_id: String,
    /// How long it took.
    pub waited: Duration,
}

impl Scene {
    /// Sessions of an hour.
    pub async fn new() -> Self {
        Self::lasting(HOUR).await
    }

    /// Sessions of any length.
    pub async fn lasting(session: Duration) -> Self {
        Self::with_role(Access::assume_role(ROLE).any_expiration(session)).await
    }

    /// Sessions of an hour, a minute before the first can be renewed; and who signed before.
    pub async fn before_the_window() -> (Self, String) {
        let scene = Self::new().await;
        let old = scene.at_once().await;
        scene.until(minutes(44)).await;
        (scene, old)
    }

    /// No role: the clerk signs with what a provider of the test's own hands out.
    pub async fn provided(provider: impl ProvideCredentials + 'static) -> Self {
        Self::with_keys(Access::base(Base::provider(provider))).await
    }

    /// No role: the clerk signs with keys as they are.
    pub async fn with_keys(clerk: Access) -> Self {
        Self::set(clerk, Events::of("")).await
    }

    /// [`ROLE`], with options of the test's own.
    pub async fn with_role(clerk: Access) -> Self {
        Self::set(clerk, Events::of(ROLE)).await
    }

    async fn set(clerk: Access, events: Events) -> Self {
        let clock = TestClock::new();
        let fake = FakeAws::with_clock(clock.time_source());
        let db = builder(&fake, &events, clerk)
            .clock(clock.clone())
            .build()
            .await
            .unwrap();
        Self {
            fake,
            clock,
            events,
            db,
            requests: AtomicUsize::new(0),
        }
    }

    /// One request through the model's client.
    pub async fn request(&self) -> Result<Served, AccessError> {
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        let account = format!("account-{number}");
        let started = self.clock.elapsed();
        get(&Entry::client(&self.db).await?, &account).await?;
        let waited = self.clock.elapsed() - started;
        let sent = self.fake.all().requests();
        let this = sent
            .iter()
            .rfind(|request| request.json()["Key"]["account"]["S"] == account.as_str());
        Ok(Served {
            key_id: this.unwrap().key_id().unwrap(),
            waited,
        })
    }

    /// A request that is answered at once. Tells who signed it.
    #[track_caller]
    pub fn at_once(&self) -> impl Future<Output = String> {
        let caller = std::panic::Location::caller();
        async move {
            let served = self.request().await;
            let served = served.unwrap_or_else(|error| panic!("{caller}: {error}"));
            assert_eq!(served.waited, Duration::ZERO, "{caller}: waited");
            served.key_id
        }
    }

    /// The session of a key that was issued here.
    pub fn session(&self, key_id: &str) -> IssuedSession {
        let mut issued = self.fake.issued().into_iter();
        issued.find(|session| session.key_id == key_id).unwrap()
    }

    /// Requests to STS for the role.
    pub fn asked(&self) -> usize {
        self.assume_role().count()
    }

    pub fn assume_role(&self) -> Route {
        self.fake.assume_role()
    }

    /// Lets time pass until `at` after the beginning.
    pub async fn until(&self, at: Duration) {
        tokio::time::sleep(at.saturating_sub(self.clock.elapsed())).await;
    }

    /// What the library says of the identity with the role, or of the only one.
    pub fn health(&self) -> IdentityHealth {
        let identities = self.db.health();
        let role = identities.iter().find(|h| h.identity().contains(ROLE));
        role.or(identities.first()).unwrap().clone()
    }

    pub fn next_try(&self) -> Duration {
        self.health().next_refresh_in().unwrap()
    }
}

/// A handle on a stand-in, all but its clock.
pub fn builder(fake: &FakeAws, events: &Events, clerk: Access) -> DynamoBuilder {
    Dynamo::builder()
        .sdk_config(&fake.sdk_config().build())
        .access::<Clerk>(clerk)
        .observer(events.clone())
        .seed(7)
}

/// [`ROLE`] where a test moves the clock by hand: that clock, the stand-in, and what a handle on it is built with.
pub fn by_hand() -> (ManualClock, FakeAws, DynamoBuilder) {
    let clock = ManualClock::new();
    let fake = FakeAws::with_clock(clock.time_source());
    let builder = builder(&fake, &Events::of(ROLE), Access::assume_role(ROLE));
    let builder = builder.clock(clock.clone());
    (clock, fake, builder)
}

/// One request through a client. An error is the library's own, or a surprise.
pub async fn get(client: &Client, account: &str) -> Result<(), AccessError> {
    let answer = client
        .get_item()
        .table_name("ledger")
        .key("account", AttributeValue::S(account.to_owned()))
        .send()
        .await;
    match answer {
        Ok(_) => Ok(()),
        Err(error) => match AccessError::find_in(&error) {
            Some(own) => Err(own.clone()),
            None => panic!("not an error of access: {error:?}"),
        },
    }
}

pub const fn seconds(n: u64) -> Duration {
    Duration::from_secs(n)
}

pub const fn minutes(n: u64) -> Duration {
    Duration::from_secs(60 * n)
}
