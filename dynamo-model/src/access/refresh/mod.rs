//! The refresh engine: one [`Entry`] per identity holds its credentials, renews them in the background and answers
//! everybody who needs them. It knows nothing of STS, models or clients. How a refresh goes is in `flight`.

mod flight;
mod lifetime;
mod progress;
mod rejection;
mod source;

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::identity::Identity;
use tokio::{runtime::Handle, sync::watch};

pub(crate) use self::source::{BoxFuture, Issued, Source, Unusable, provider_label};
use self::{
    flight::Joined,
    lifetime::{Lifetime, Phase, RELOAD_AFTER},
    progress::{OVERDUE, Outcome, Progress},
};
use super::{
    clock::{Moment, SharedClock},
    error::{AccessError, NoRuntimeError},
    events::{AccessEvent, Observers},
};

/// The parts of the world that an entry may touch.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) clock: SharedClock,
    pub(crate) random: Arc<Mutex<fastrand::Rng>>,
    pub(crate) observers: Observers,
}

impl World {
    /// A number in 0..1.
    pub(crate) fn jitter(&self) -> f64 {
        self.random
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .f64()
    }
}

/// One identity's credentials.
#[derive(Debug)]
pub(crate) struct Entry {
    label: Arc<str>,
    world: World,
    /// None for static keys, which nobody can renew.
    source: Option<Arc<dyn Source>>,
    current: RwLock<Option<Arc<Held>>>,
    /// Monotonic milliseconds of the last use.
    last_used: AtomicU64,
    progress: Mutex<Progress>,
}

/// Credentials in use.
#[derive(Debug)]
struct Held {
    credentials: Credentials,
    /// The same in the shape that signers take, which the SDK makes anew for each request otherwise.
    identity: Identity,
    lifetime: Option<Lifetime>,
    since: Moment,
    expiration_lowered: bool,
}

impl Held {
    fn phase(&self, now: Moment) -> Phase {
        self.lifetime.map_or(Phase::Valid, |life| life.phase(now))
    }

    /// Whether it is time to look again at a source whose credentials don't expire.
    fn is_stale(&self, now: Moment) -> bool {
        self.lifetime.is_none() && now.since(self.since) >= RELOAD_AFTER
    }
}

/// What an entry has to say of itself.
#[derive(Debug, Clone)]
pub(crate) struct EntryHealth {
    pub(crate) label: Arc<str>,
    pub(crate) usable: bool,
    pub(crate) valid_until: Option<SystemTime>,
    pub(crate) last_error: Option<AccessError>,
    pub(crate) next_refresh_in: Option<Duration>,
    pub(crate) expiration_lowered: bool,
}

/// What a caller can be given without waiting.
enum Glance {
    Serve(Arc<Held>),
    /// There are some, good for this long yet: worth waiting for a refresh, unless one has just failed.
    Mandatory(Duration),
    Nothing,
}

/// How a wait for a flight ended.
enum Landing {
    Told(Outcome),
    /// Nobody told.
    Lost,
    /// It goes on, but was not to be waited for any longer.
    Late,
}

/// How many flights in a row a caller takes part in that are lost, or whose credentials are of no use.
const ATTEMPTS: u32 = 3;

impl Entry {
    /// An entry that asks `source` when first needed.
    pub(crate) fn new(
        label: impl Into<Arc<str>>,
        source: Arc<dyn Source>,
        world: World,
    ) -> Arc<Self> {
        Arc::new(Self {
            label: label.into(),
            world,
            source: Some(source),
            current: RwLock::default(),
            last_used: AtomicU64::new(0),
            progress: Mutex::default(),
        })
    }

    /// An entry that holds the same keys for ever.
    pub(crate) fn fixed(
        label: impl Into<Arc<str>>,
        credentials: Credentials,
        world: World,
    ) -> Arc<Self> {
        let since = world.clock.moment();
        Arc::new(Self {
            label: label.into(),
            world,
            source: None,
            current: RwLock::new(Some(Arc::new(Held {
                identity: credentials.clone().into(),
                credentials,
                lifetime: None,
                since,
                expiration_lowered: false,
            }))),
            last_used: AtomicU64::new(0),
            progress: Mutex::default(),
        })
    }

    pub(crate) fn label(&self) -> &Arc<str> {
        &self.label
    }

    /// Credentials without waiting, where there are any.
    pub(crate) fn ready(self: &Arc<Self>) -> Option<Credentials> {
        self.ready_held().map(|held| held.credentials.clone())
    }

    /// The same for a signer.
    pub(crate) fn ready_identity(self: &Arc<Self>) -> Option<Identity> {
        self.ready_held().map(|held| held.identity.clone())
    }

    fn ready_held(self: &Arc<Self>) -> Option<Arc<Held>> {
        match self.glance(self.now()) {
            Glance::Serve(held) => Some(held),
            Glance::Mandatory(_) | Glance::Nothing => None,
        }
    }

    /// Credentials, waiting for a flight where there is no other way. Dropping the future drops no flight.
    pub(crate) async fn credentials(self: &Arc<Self>) -> Result<Credentials, AccessError> {
        Ok(self.in_use().await?.credentials.clone())
    }

    /// The same for an entry that hands them on, with what is left of their life.
    pub(crate) async fn lend(self: &Arc<Self>) -> Result<Issued, AccessError> {
        let held = self.in_use().await?;
        Ok(Issued {
            credentials: held.credentials.clone(),
            lifetime: held.lifetime.map(|life| life.left(self.now())),
            expiration_lowered: held.expiration_lowered,
        })
    }

    async fn in_use(self: &Arc<Self>) -> Result<Arc<Held>, AccessError> {
        let mut lost = 0;
        let mut ended = 0;
        loop {
            let now = self.now();
            let patience = match self.glance(now) {
                Glance::Serve(held) => return Ok(held),
                // What can sign must not end while its replacement is waited for.
                Glance::Mandatory(left) => Some(left / 2),
                Glance::Nothing => None,
            };
            let flight = match self.join(now) {
                Joined::Landed(held) => return Ok(held),
                Joined::Failed(error) => return Err(error),
                Joined::Flight(flight) => flight,
            };
            let landing = self.landing(flight, patience).await;
            // However that flight ended: another may have landed, and those from before may be good yet.
            let landed = self.now();
            if let Some(held) = self.usable_at(landed) {
                return Ok(held);
            }
            match landing {
                Landing::Told(Err(error)) => return Err(error),
                Landing::Told(Ok(_)) => ended += 1,
                // A flight is lost when its runtime shuts down; more than a few in a row means that this one does.
                Landing::Lost if landed.since(now) < OVERDUE => lost += 1,
                // Given up after the machine or this runtime had stood still, or waited for too long.
                Landing::Lost | Landing::Late => {}
            }
            if lost == ATTEMPTS {
                return Err(no_runtime());
            }
            if ended == ATTEMPTS {
                return Err(self.short_lived());
            }
        }
    }

    /// How a flight ended, unless it goes on for longer than `patience`.
    async fn landing(
        &self,
        mut flight: watch::Receiver<Option<Outcome>>,
        patience: Option<Duration>,
    ) -> Landing {
        let landing = async {
            let heard = flight.wait_for(Option::is_some).await.ok();
            let outcome = heard.and_then(|outcome| outcome.clone());
            outcome.map_or(Landing::Lost, Landing::Told)
        };
        match patience {
            None => landing.await,
            Some(limit) => {
                let landing = self.world.clock.within(limit, landing).await;
                landing.unwrap_or(Landing::Late)
            }
        }
    }

    /// The error for credentials that came, and had ended or were rejected before they could be used, again and again.
    fn short_lived(&self) -> AccessError {
        let code = self.progress().rejections.code().map(Arc::clone);
        let why = match code {
            Some(_) => Unusable::Repeated,
            None => Unusable::Expired,
        };
        match (self.unusable(why), code) {
            (Some(error), Some(code)) => error.after_rejection(&code),
            (Some(error), None) => error,
            // Static keys neither end nor are replaced.
            (None, _) => no_runtime(),
        }
    }

    /// Why whoever builds on this entry has heard nothing within `limit`: because the entry itself has nothing yet.
    pub(crate) fn silence(&self, limit: Duration) -> Option<AccessError> {
        let usable = self.usable_at(self.now()).is_some();
        let source = self.source.as_ref().filter(|_| !usable)?;
        Some(source.silent(limit))
    }

    /// The error for credentials that whoever builds on this entry can't use.
    pub(crate) fn unusable(&self, issued: Unusable) -> Option<AccessError> {
        Some(self.source.as_ref()?.unusable(issued))
    }

    /// A service rejected a request that `key_id` signed. True: trying again at once is right, because other
    /// credentials are there or on their way. Foreign keys are none of our business.
    pub(crate) fn reject(self: &Arc<Self>, key_id: &str, code: &str) -> bool {
        let now = self.now();
        // Before the lock: whoever hears of it may ask after our health.
        let source = self.source.as_ref();
        let handed_on = source.and_then(|source| source.rejected(key_id, code));
        let mut progress = self.progress();
        let ours = self
            .held()
            .filter(|held| held.credentials.access_key_id() == key_id);
        let Some(held) = ours else {
            return progress.rejections.issued_before(key_id);
        };
        let expires = match handed_on {
            Some(false) => return false,
            Some(true) => true,
            None if source.is_none() || !progress.rejections.allow(now.monotonic) => return false,
            None => held.lifetime.is_some(),
        };
        if expires {
            progress.rejections.mark(key_id, code);
            progress.failure = None;
            *self.current_mut() = None;
        }
        drop(progress);
        self.tell(&AccessEvent::Rejected { code });
        if !expires {
            // Asking again would bring the same keys, unless somebody has changed them at their source since.
            self.refresh_behind(now);
        }
        expires
    }

    pub(crate) fn health(&self) -> EntryHealth {
        let now = self.now();
        let progress = self.progress();
        let held = self.held();
        let lifetime = held.as_ref().and_then(|held| held.lifetime);
        EntryHealth {
            label: Arc::clone(&self.label),
            usable: held
                .as_ref()
                .is_some_and(|held| held.phase(now) != Phase::Expired),
            valid_until: lifetime.map(|life| life.ends()),
            last_error: progress.last_error(),
            next_refresh_in: progress
                .next_try_in(now)
                .or_else(|| lifetime.map(|life| life.renew_in(now))),
            expiration_lowered: held.is_some_and(|held| held.expiration_lowered),
        }
    }

    /// Looks at the credentials in use, and starts a refresh behind them when it is time for one.
    fn glance(self: &Arc<Self>, now: Moment) -> Glance {
        self.last_used
            .store(millis(now.monotonic), Ordering::Relaxed);
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        let Some(held) = current.as_ref() else {
            return Glance::Nothing;
        };
        let phase = held.phase(now);
        let stale = self.source.is_some() && held.is_stale(now);
        let held = match phase {
            Phase::Expired => return Glance::Nothing,
            Phase::Mandatory => {
                let left = held.lifetime.map(|life| life.left(now));
                return Glance::Mandatory(left.unwrap_or_default());
            }
            Phase::Valid | Phase::Advisory => Arc::clone(held),
        };
        drop(current);
        if stale || phase == Phase::Advisory {
            self.refresh_behind(now);
        }
        Glance::Serve(held)
    }

    fn tell(&self, event: &AccessEvent<'_>) {
        self.world.observers.tell(&self.label, event);
    }

    fn now(&self) -> Moment {
        self.world.clock.moment()
    }

    fn held(&self) -> Option<Arc<Held>> {
        self.current
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Credentials that can sign.
    fn usable_at(&self, now: Moment) -> Option<Arc<Held>> {
        self.held().filter(|held| held.phase(now) != Phase::Expired)
    }

    fn current_mut(&self) -> std::sync::RwLockWriteGuard<'_, Option<Arc<Held>>> {
        self.current.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The tokio runtime that this caller is run by.
pub(crate) fn runtime() -> Result<Handle, AccessError> {
    Handle::try_current().map_err(|_| no_runtime())
}

fn no_runtime() -> AccessError {
    AccessError::NoRuntime(NoRuntimeError { models: [].into() })
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
