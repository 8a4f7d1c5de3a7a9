//! Sees everything and says what must not be: another identity, two flights, a failure beside valid credentials.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use aws_credential_types::Credentials;
use tokio::runtime;

use crate::access::{
    clock::{Moment, SharedClock},
    error::AccessError,
    refresh::Issued,
};

/// A flight that was not driven for so long (a frozen machine) may be given up for another (design 3.3).
const OVERDUE: Duration = Duration::from_secs(25);

/// How soon after a service is well again a caller is answered: 30 seconds, and what a slow answer takes.
const RECOVERY: Duration = Duration::from_secs(30 + 5);

#[derive(Debug, Clone)]
pub struct Witness {
    clock: SharedClock,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    keys: HashMap<String, Key>,
    /// Of what each identity was given, what lives longest: that is in use.
    in_use: HashMap<usize, String>,
    flights: Vec<Flight>,
    next_flight: u64,
    starts: HashMap<usize, u32>,
    well_since: Option<Duration>,
    figures: Figures,
    violations: Vec<String>,
}

#[derive(Debug)]
struct Key {
    identity: usize,
    since: Moment,
    lifetime: Duration,
    refused: bool,
}

#[derive(Debug)]
struct Flight {
    number: u64,
    identity: usize,
    runtime: runtime::Id,
    started: Moment,
}

/// What was counted.
#[derive(Debug, Default, Clone)]
pub struct Figures {
    pub served: u64,
    pub failed: u64,
    pub calls: u64,
    pub faults: BTreeMap<&'static str, u64>,
}

impl Figures {
    pub fn add(&mut self, other: &Self) {
        self.served += other.served;
        self.failed += other.failed;
        self.calls += other.calls;
        for (name, count) in &other.faults {
            *self.faults.entry(name).or_default() += count;
        }
    }
}

/// Ends with the flight.
pub struct Landing {
    witness: Witness,
    number: u64,
}

impl Drop for Landing {
    fn drop(&mut self) {
        let mut seen = self.witness.seen();
        seen.flights.retain(|flight| flight.number != self.number);
    }
}

impl Witness {
    pub fn new(clock: SharedClock) -> Self {
        Self {
            clock,
            seen: Arc::default(),
        }
    }

    /// What was seen that must not be, and the figures.
    pub fn report(&self) -> (Vec<String>, Figures) {
        let seen = self.seen();
        (seen.violations.clone(), seen.figures.clone())
    }

    pub fn starts(&self, identity: usize) -> u32 {
        self.seen().starts.get(&identity).copied().unwrap_or(0)
    }

    pub fn fault(&self, name: &'static str) {
        *self.seen().figures.faults.entry(name).or_default() += 1;
    }

    /// All services are well from now on, or no longer.
    pub fn all_well(&self, well: bool) {
        let now = self.clock.moment().monotonic;
        let mut seen = self.seen();
        seen.well_since = well.then(|| seen.well_since.unwrap_or(now));
    }

    /// Somebody asks for an identity's credentials on a runtime.
    pub fn take_off(&self, identity: usize, runtime: runtime::Id) -> Landing {
        let now = self.clock.moment();
        let mut seen = self.seen();
        let beside = seen.flights.iter().any(|flight| {
            flight.identity == identity
                && flight.runtime == runtime
                && now.since(flight.started) < OVERDUE
        });
        if beside {
            seen.violation(now, format_args!("two flights for identity {identity}"));
        }
        seen.next_flight += 1;
        let number = seen.next_flight;
        seen.flights.push(Flight {
            number,
            identity,
            runtime,
            started: now,
        });
        seen.figures.calls += 1;
        *seen.starts.entry(identity).or_default() += 1;
        drop(seen);
        Landing {
            witness: self.clone(),
            number,
        }
    }

    /// A service handed out credentials.
    pub fn issued(&self, identity: usize, issued: &Issued) {
        let since = self.clock.moment();
        let key = issued.credentials.access_key_id().to_owned();
        let mut seen = self.seen();
        let lifetime = issued.lifetime.unwrap_or(Duration::MAX);
        if seen.left(identity, since) < lifetime {
            seen.in_use.insert(identity, key.clone());
        }
        seen.keys.insert(
            key,
            Key {
                identity,
                since,
                lifetime,
                refused: false,
            },
        );
    }

    /// A service refused a key, and the engine let go of it.
    pub fn refused(&self, key_id: &str) {
        if let Some(key) = self.seen().keys.get_mut(key_id) {
            key.refused = true;
        }
    }

    /// A request for an identity is signed by these.
    pub fn signs(&self, identity: usize, credentials: &Credentials) {
        let now = self.clock.moment();
        let mut seen = self.seen();
        let key_id = credentials.access_key_id();
        let problem = match seen.keys.get(key_id) {
            None => Some("by a key that nobody issued"),
            Some(key) if key.identity != identity => Some("by another identity"),
            Some(key) if now.since(key.since) >= key.lifetime => Some("by a key that has ended"),
            Some(key) if key.refused => Some("by a key that was refused"),
            Some(_) => None,
        };
        if let Some(problem) = problem {
            seen.violation(
                now,
                format_args!("identity {identity} is signed {problem} ({key_id})"),
            );
        }
    }

    /// How a caller's request ended that began at this monotonic time.
    pub fn answered(
        &self,
        identity: usize,
        base: Option<usize>,
        began: Duration,
        answer: &Result<Credentials, AccessError>,
    ) {
        let now = self.clock.moment();
        match answer {
            Ok(credentials) => {
                self.seen().figures.served += 1;
                self.signs(identity, credentials);
            }
            Err(error) => {
                let mut seen = self.seen();
                seen.figures.failed += 1;
                if !seen.left(identity, now).is_zero() {
                    seen.violation(
                        now,
                        format_args!(
                            "identity {identity} has valid credentials, but failed: {error}"
                        ),
                    );
                }
                // A base that failed a moment before its role is asked again a moment after it.
                let patience = if base.is_some() {
                    2 * RECOVERY
                } else {
                    RECOVERY
                };
                let recovered = seen
                    .well_since
                    .is_some_and(|since| since + patience <= began);
                if recovered {
                    seen.violation(
                        now,
                        format_args!("identity {identity} has not recovered: {error}"),
                    );
                }
            }
        }
    }

    pub fn violation(&self, what: std::fmt::Arguments<'_>) {
        let now = self.clock.moment();
        self.seen().violation(now, what);
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    /// How long what an identity has can still sign.
    fn left(&self, identity: usize, now: Moment) -> Duration {
        let in_use = self.in_use.get(&identity);
        let key = in_use.and_then(|key| self.keys.get(key));
        match key.filter(|key| !key.refused) {
            Some(key) => key.lifetime.saturating_sub(now.since(key.since)),
            None => Duration::ZERO,
        }
    }

    fn violation(&mut self, now: Moment, what: std::fmt::Arguments<'_>) {
        if self.violations.len() < 5 {
            let at = now.monotonic;
            self.violations.push(format!("at {at:?}: {what}"));
        }
    }
}
