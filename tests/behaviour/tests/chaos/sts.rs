//! An STS that may be well, slow, silent, failing, throttling or denying, and that remembers what it issued to whom.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime},
};

use aws_credential_types::{
    Credentials,
    provider::{ProvideCredentials, error::CredentialsError, future},
};
use dynamo_model::access::Clock;

use crate::{
    clock::{Millis, WorldClock},
    invariants::Invariants,
};

/// How STS is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// It answers after so long: at once, or slowly.
    Issuing {
        after: Millis,
    },
    /// It takes the request and never answers.
    Silent,
    /// It fails: 500 and the like.
    Failing {
        after: Millis,
    },
    Throttling,
    /// The trust policy no longer allows it, or so it seems.
    Denying,
    /// It issues sessions that have ended already.
    IssuingExpired,
    /// It hands out the last session again.
    Repeating,
}

impl Mood {
    /// Whether whoever asks now is helped in a moment.
    pub fn is_well(self) -> bool {
        matches!(self, Self::Issuing { after } if after <= 1_000)
    }
}

/// STS for all tenants. Clones are the same.
#[derive(Clone)]
pub struct Sts {
    clock: WorldClock,
    mood: Arc<Mutex<(Mood, Millis)>>,
    invariants: Invariants,
}

impl Sts {
    pub fn new(clock: WorldClock, lifetime: Millis, invariants: Invariants) -> Self {
        let mood = Mood::Issuing { after: 50 };
        Self {
            clock,
            mood: Arc::new(Mutex::new((mood, lifetime))),
            invariants,
        }
    }

    pub fn mood(&self) -> Mood {
        self.mood.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    pub fn set_mood(&self, mood: Mood) {
        self.mood.lock().unwrap_or_else(PoisonError::into_inner).0 = mood;
        self.invariants.sts_is(mood.is_well());
    }

    /// From now on sessions last so long.
    pub fn set_lifetime(&self, lifetime: Millis) {
        self.mood.lock().unwrap_or_else(PoisonError::into_inner).1 = lifetime;
    }

    fn lifetime(&self) -> Millis {
        self.mood.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    /// What the identity of a tenant asks.
    pub fn of(&self, tenant: usize) -> TenantSts {
        TenantSts {
            sts: self.clone(),
            tenant,
        }
    }
}

/// STS as one tenant's identity sees it.
#[derive(Clone)]
pub struct TenantSts {
    sts: Sts,
    tenant: usize,
}

impl TenantSts {
    /// The same for another tenant.
    pub fn of_neighbour(&self) -> Self {
        self.sts.of(self.tenant.saturating_sub(1))
    }

    pub fn is_well(&self) -> bool {
        self.sts.mood().is_well()
    }

    pub async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let Sts {
            clock, invariants, ..
        } = &self.sts;
        let _open = invariants.asked(self.tenant);
        match self.sts.mood() {
            Mood::Silent => std::future::pending().await,
            Mood::Issuing { after } | Mood::Failing { after } => clock.after(after).await,
            _ => clock.after(20).await,
        }
        let lifetime = self.sts.lifetime();
        match self.sts.mood() {
            Mood::Silent => std::future::pending().await,
            Mood::Failing { .. } => Err(CredentialsError::provider_error("500")),
            Mood::Throttling => Err(CredentialsError::provider_error("throttled")),
            Mood::Denying => Err(CredentialsError::invalid_configuration("denied")),
            Mood::IssuingExpired => Ok(self.session(invariants.issue(self.tenant, 0), 0)),
            Mood::Issuing { .. } => {
                let key = invariants.issue(self.tenant, lifetime);
                Ok(self.session(key, lifetime))
            }
            Mood::Repeating => match invariants.issue_again(self.tenant) {
                Some((key, left)) => Ok(self.session(key, left)),
                None => Err(CredentialsError::provider_error("nothing to repeat")),
            },
        }
    }

    /// Its end is told by the clock of who asks, as `AssumeRole`'s is corrected by the `Date` of the answer.
    fn session(&self, key: String, left: Millis) -> Credentials {
        let end: SystemTime = self.sts.clock.now() + Duration::from_millis(left);
        Credentials::new(key, "fixture-secret", None, Some(end), "chaos")
    }
}

impl fmt::Debug for TenantSts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TenantSts({})", self.tenant)
    }
}

impl ProvideCredentials for TenantSts {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.fetch())
    }
}
