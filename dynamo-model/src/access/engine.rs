//! The refresh engine by itself, for simulations: one identity over a provider and a clock of a test's own, without
//! models, clients and requests.

use std::sync::{Arc, Mutex};

use aws_credential_types::{
    Credentials,
    provider::{ProvideCredentials, SharedCredentialsProvider},
};

use super::{
    Clock, SharedClock,
    base::ProviderSource,
    error::AccessError,
    events::Observers,
    identity::{Base, Provider},
    refresh::{Entry, World},
};

/// One identity's credentials, kept fresh as those of every model are. Clones are the same identity.
#[derive(Debug, Clone)]
#[doc(hidden)]
pub struct Engine(Arc<Entry>);

impl Engine {
    /// An identity that asks `provider` when it is first needed. Their expiry is read by `clock`, and jitter follows from
    /// `seed`.
    pub fn new(
        provider: impl ProvideCredentials + 'static,
        clock: impl Clock + Clone,
        seed: u64,
    ) -> Self {
        let provider = SharedCredentialsProvider::new(provider);
        let clock = SharedClock::new(clock);
        let base = Base::Provider(Provider::new(provider.clone()));
        let source = ProviderSource::new(&base, provider, clock.clone());
        let world = World {
            clock,
            random: Arc::new(Mutex::new(fastrand::Rng::with_seed(seed))),
            observers: Observers(Arc::default()),
        };
        Self(Entry::new(base.to_string(), Arc::new(source), world))
    }

    /// Credentials without waiting, where there are any: what signs nearly every request. Within a tokio runtime.
    #[must_use]
    pub fn ready(&self) -> Option<Credentials> {
        self.0.ready()
    }

    /// Credentials, waiting for a refresh where there is no other way.
    ///
    /// # Errors
    ///
    /// They can't be had.
    pub async fn credentials(&self) -> Result<Credentials, AccessError> {
        self.0.credentials().await
    }

    /// A service rejected what this key signed. True: the request is to be repeated at once.
    #[must_use]
    pub fn reject(&self, key_id: &str, code: &str) -> bool {
        self.0.reject(key_id, code)
    }
}
