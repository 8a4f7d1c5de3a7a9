//! What must hold at every step, checked by a record of what STS issued, DynamoDB refused and requests were given. It is
//! a second, simple telling of what the engine promises; it never asks the engine.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::runtime::Handle;

use crate::{
    clock::{MINUTE, Millis, Moment, SECOND, WorldClock},
    record::{Session, State, key, owner},
    report::Figures,
};

/// From here on nobody joins a flight any more: it was not driven for a while.
const OVERDUE: Millis = 25 * SECOND;

/// With so much life left, no request waits.
const UNHURRIED: Millis = MINUTE;

/// How soon requests go well again once STS does.
const RECOVERY: Millis = 30 * SECOND;

/// The same where rejections hold it up: the longest pause between refreshes for the sake of those.
const REJECTION_PAUSE: Millis = 5 * MINUTE;

/// What is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Promise {
    /// Nobody is given another's credentials.
    Identity,
    /// Nobody is given credentials that have ended, or were replaced.
    Current,
    /// One flight per identity and runtime.
    OneFlight,
    /// No request fails, or waits, while valid credentials exist.
    Service,
    /// Requests go well again 30 seconds after STS does.
    Recovery,
    /// Tasks and timers are bounded.
    Memory,
    /// And so are the calls of STS.
    Calls,
}

/// A promise that was not kept.
#[derive(Debug, Clone)]
pub struct Breach {
    pub promise: Promise,
    pub what: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.promise, self.what)
    }
}

/// Clones are the same record.
#[derive(Clone)]
pub struct Invariants(Arc<Mutex<State>>);

/// A request that asks STS; over when it is dropped.
pub struct Open {
    invariants: Invariants,
    tenant: usize,
    serial: u64,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.invariants.state().tenants[self.tenant]
            .open
            .remove(&self.serial);
    }
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Accepted,
    Rejected(&'static str),
}

/// What STS does.
impl Invariants {
    pub fn new(clock: WorldClock, tenants: usize) -> Self {
        Self(Arc::new(Mutex::new(State::new(clock, tenants))))
    }

    pub fn sts_is(&self, well: bool) {
        let mut state = self.state();
        let now = state.now().monotonic;
        state.well_since = well.then(|| state.well_since.unwrap_or(now));
    }

    /// A tenant's identity asks STS.
    pub fn asked(&self, tenant: usize) -> Open {
        let mut state = self.state();
        let now = state.now();
        state.serial += 1;
        let serial = state.serial;
        state.figures.sts_calls += 1;
        let runtime = Handle::current().id();
        let others = state.tenants[tenant].open.values();
        let twice = others
            .filter(|(on, since)| *on == runtime && now.since(*since) < OVERDUE)
            .count();
        if twice > 0 {
            let what = format!("tenant {tenant} has {} flights on {runtime}", twice + 1);
            state.breach(Promise::OneFlight, what);
        }
        state.tenants[tenant].open.insert(serial, (runtime, now));

        state.count_call(tenant, now.monotonic);
        drop(state);
        Open {
            invariants: self.clone(),
            tenant,
            serial,
        }
    }

    /// A new session, and its key.
    pub fn issue(&self, tenant: usize, lifetime: Millis) -> String {
        let mut state = self.state();
        let ends = state.clock.truth() + lifetime;
        state.tenants[tenant].issued.push(Session {
            ends,
            revoked_at: None,
        });
        let number = state.tenants[tenant].issued.len() - 1;
        state.deliver(tenant, number, lifetime);
        key(tenant, number)
    }

    /// The last session once more, and how long it lasts yet.
    pub fn issue_again(&self, tenant: usize) -> Option<(String, Millis)> {
        let mut state = self.state();
        let truth = state.clock.truth();
        let number = state.tenants[tenant].issued.len().checked_sub(1)?;
        let left = state.tenants[tenant].issued[number]
            .ends
            .saturating_sub(truth);
        state.deliver(tenant, number, left);
        Some((key(tenant, number), left))
    }
}

/// What DynamoDB does.
impl Invariants {
    /// It rejects what the tenant holds from now on.
    pub fn revoke(&self, tenant: usize) {
        let mut state = self.state();
        let now = state.now().monotonic;
        if let Some(held) = state.tenants[tenant].held {
            state.tenants[tenant].issued[held.number]
                .revoked_at
                .get_or_insert(now);
            state.jolt();
        }
    }

    pub fn refuse_all(&self, refusing: bool) {
        let mut state = self.state();
        state.refusing_all = refusing;
        state.accepting_since = state.now().monotonic;
        state.jolt();
    }

    pub fn verdict(&self, key_id: &str) -> Verdict {
        let state = self.state();
        let Some(session) = state.session(key_id) else {
            return Verdict::Rejected("UnrecognizedClientException");
        };
        if session.ends <= state.clock.truth() {
            Verdict::Rejected("ExpiredTokenException")
        } else if state.refusing_all || session.revoked_at.is_some() {
            Verdict::Rejected("UnrecognizedClientException")
        } else {
            Verdict::Accepted
        }
    }
}

/// What requests are given.
impl Invariants {
    /// Credentials, or nothing yet.
    pub fn looked(&self, tenant: usize, found: bool) {
        let mut state = self.state();
        let now = state.now();
        state.tenants[tenant].wanted = now.monotonic;
        let left = state.tenants[tenant].held.map_or(0, |held| held.left(now));
        if !found && left >= UNHURRIED {
            let what = format!("tenant {tenant} waits, with {left} ms of life left");
            state.breach(Promise::Service, what);
        }
    }

    /// Credentials to sign with. Tells when that was.
    pub fn given(&self, tenant: usize, key_id: &str) -> Moment {
        let mut state = self.state();
        let now = state.now();
        state.figures.given += 1;
        if owner(key_id).is_none_or(|(owner, _)| owner != tenant) {
            state.figures.wrong_identities += 1;
            let what = format!("tenant {tenant} was given `{key_id}`");
            state.breach(Promise::Identity, what);
            return now;
        }
        let held = state.tenants[tenant].held;
        let current = held.filter(|held| held.left(now) > 0);
        if current.is_none_or(|held| key(tenant, held.number) != key_id) {
            let what = format!(
                "tenant {tenant} was given `{key_id}` while {held:?} was in use at {now:?}"
            );
            state.breach(Promise::Current, what);
        }
        now
    }

    /// DynamoDB rejected what a key signed, and the engine says whether to try again.
    pub fn rejected(&self, tenant: usize, key_id: &str, again: bool) {
        let mut state = self.state();
        let now = state.now();
        let Some((_, number)) = owner(key_id) else {
            return;
        };
        let it = &mut state.tenants[tenant];
        match it.held {
            Some(held) if held.number == number && again => {
                it.retire(number);
                it.held = None;
                it.rejected = true;
            }
            // Rejected a moment ago as well, so that it stays in use for a while.
            Some(held) if held.number == number => {}
            Some(held) if !again && held.left(now) > 0 && it.retired.contains(&number) => {
                state.figures.failed_although_valid += 1;
                let what =
                    format!("tenant {tenant} is to give up with `{key_id}`, which was replaced");
                state.breach(Promise::Service, what);
            }
            _ => {}
        }
    }

    pub fn served(&self) {
        self.state().figures.served += 1;
    }

    /// No credentials were to be had.
    pub fn failed(&self, tenant: usize, why: &dyn fmt::Display) {
        let mut state = self.state();
        let now = state.now();
        state.figures.failed += 1;
        if let Some(held) = state.tenants[tenant].held.filter(|held| held.left(now) > 0) {
            state.figures.failed_although_valid += 1;
            let what = format!(
                "tenant {tenant} got no credentials at {now:?} although {held:?} is valid: {why}"
            );
            return state.breach(Promise::Service, what);
        }
        // New sessions that DynamoDB rejects at once are not STS's fault, nor can the engine help it.
        let since = state.well_since.filter(|_| !state.refusing_all);
        let well = since.map(|since| now.monotonic - since.max(state.accepting_since));
        if well.is_some_and(|well| well > RECOVERY) {
            let what = format!(
                "tenant {tenant} got no credentials although STS has been well for {well:?} ms: {why}"
            );
            state.breach(Promise::Recovery, what);
        }
    }

    /// DynamoDB rejected the request for good: one that has had its second attempt, or one that was given its credentials
    /// at that moment and is not to be repeated.
    pub fn refused(&self, tenant: usize, key_id: &str, given: Option<Moment>) {
        let mut state = self.state();
        state.figures.refused += 1;
        let Some(given) = given.filter(|_| !state.refusing_all) else {
            return;
        };
        let Some(revoked) = state.session(key_id).and_then(|session| session.revoked_at) else {
            return;
        };
        let since = [Some(revoked), state.well_since, Some(state.accepting_since)];
        let since = since.into_iter().max().flatten();
        let well = state.well_since.and(since);
        let well = well.map(|since| given.monotonic.saturating_sub(since));
        if well.is_some_and(|well| well > REJECTION_PAUSE + RECOVERY) {
            let what = format!(
                "tenant {tenant} still signs with `{key_id}`, though it was revoked {well:?} ms before"
            );
            state.breach(Promise::Recovery, what);
        }
    }

    /// The caller did not want to wait any longer.
    pub fn timed_out(&self, tenant: usize) {
        let mut state = self.state();
        let now = state.now();
        state.figures.timed_out += 1;
        if state.tenants[tenant]
            .held
            .is_some_and(|held| held.left(now) > 0)
        {
            state.figures.timed_out_although_valid += 1;
        }
    }

    pub fn stuck(&self, tenant: usize, waited: Millis) {
        let what =
            format!("tenant {tenant} has waited for {waited} ms on a runtime that is driven");
        self.state().breach(Promise::Recovery, what);
    }
}

/// What the world does.
impl Invariants {
    /// Something after which one may ask once more.
    pub fn jolt(&self) {
        self.state().jolt();
    }

    pub fn runtimes_are(&self, count: usize) {
        self.state().runtimes = count;
    }

    /// Timers end and begin without end while no time passes.
    pub fn endless(&self) {
        let what = "timers of no time follow each other".to_owned();
        self.state().breach(Promise::Calls, what);
    }

    /// How much of everything there is.
    pub fn memory(&self, tasks: usize, sleepers: usize, callers: usize) {
        let mut state = self.state();
        let tenants = state.tenants.len();
        // A timer for each identity and a flight on each runtime; one that nobody drives keeps what was given up.
        let allowed = tenants * (1 + 3 * state.runtimes.max(1)) + callers;
        state.figures.most_tasks = state.figures.most_tasks.max(tasks as u64);
        if tasks > allowed {
            let what = format!(
                "{tasks} tasks for {tenants} tenants and {callers} callers; {allowed} are allowed"
            );
            state.breach(Promise::Memory, what);
        }
        // A flight has its own deadline and STS's, a caller its patience and DynamoDB's.
        let allowed = 2 * allowed + callers;
        if sleepers > allowed {
            let what = format!(
                "{sleepers} timers for {tenants} tenants and {callers} callers; {allowed} are allowed"
            );
            state.breach(Promise::Memory, what);
        }
    }

    /// All handles are gone, and so must be what they left behind.
    pub fn after_the_end(&self, tasks: usize, sleepers: usize) {
        if tasks + sleepers > 0 {
            let what = format!("{tasks} tasks and {sleepers} timers outlive the last handle");
            self.state().breach(Promise::Memory, what);
        }
    }

    pub fn figures<T>(&self, change: impl FnOnce(&mut Figures) -> T) -> T {
        change(&mut self.state().figures)
    }

    pub fn breach(&self) -> Option<Breach> {
        self.state().breach.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
