//! What is known of a world: what STS issued to whom, what DynamoDB refused, who holds what by which clock, and how often
//! STS was asked.

use std::collections::{BTreeMap, VecDeque};

use tokio::runtime;

use crate::{
    clock::{MINUTE, Millis, Moment, SECOND, WorldClock},
    invariants::{Breach, Promise},
    report::Figures,
};

/// How often one runtime may ask STS for one identity in a minute, if nothing but STS goes wrong.
const CALLS_A_MINUTE: usize = 20;

/// How often it may ask in so long a time in which nobody wants to know: every 30 seconds, less a quarter of jitter, and more often at first.
const QUIET: Millis = 10 * MINUTE;
const QUIET_CALLS: usize = 36;

/// How many keys are remembered as one's own.
const REMEMBERED: usize = 4;

pub struct State {
    pub clock: WorldClock,
    pub tenants: Vec<Tenant>,
    /// Since when STS has been well, by the monotonic clock.
    pub well_since: Option<Millis>,
    /// DynamoDB knows nobody at the moment.
    pub refusing_all: bool,
    /// Since when it has known those again.
    pub accepting_since: Millis,
    /// When something happened that may cost another call: a clock set, a runtime lost.
    pub jolts: VecDeque<Millis>,
    pub runtimes: usize,
    pub serial: u64,
    pub breach: Option<Breach>,
    pub figures: Figures,
}

#[derive(Default)]
pub struct Tenant {
    pub issued: Vec<Session>,
    pub held: Option<Held>,
    /// Numbers of sessions that were replaced or rejected, the last few.
    pub retired: VecDeque<usize>,
    /// Nothing is in use because DynamoDB rejected it.
    pub rejected: bool,
    pub open: BTreeMap<u64, (runtime::Id, Moment)>,
    /// In the last minutes.
    pub calls: VecDeque<Millis>,
    /// When somebody last asked for credentials.
    pub wanted: Millis,
}

/// As AWS knows it.
pub struct Session {
    pub ends: Millis,
    pub revoked_at: Option<Millis>,
}

/// As whoever was given it knows it.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    pub number: usize,
    pub since: Moment,
    pub lifetime: Millis,
}

impl Held {
    pub fn left(&self, now: Moment) -> Millis {
        self.lifetime.saturating_sub(now.since(self.since))
    }
}

impl State {
    pub fn new(clock: WorldClock, tenants: usize) -> Self {
        Self {
            clock,
            tenants: (0..tenants).map(|_| Tenant::default()).collect(),
            well_since: Some(0),
            refusing_all: false,
            accepting_since: 0,
            jolts: VecDeque::new(),
            runtimes: 0,
            serial: 0,
            breach: None,
            figures: Figures::default(),
        }
    }

    pub fn now(&self) -> Moment {
        self.clock.moment()
    }

    /// Only the first counts: what follows may be due to it.
    pub fn breach(&mut self, promise: Promise, what: String) {
        self.breach.get_or_insert(Breach { promise, what });
    }

    pub fn jolt(&mut self) {
        let now = self.now().monotonic;
        self.jolts.push_back(now);
    }

    pub fn count_call(&mut self, tenant: usize, now: Millis) {
        let (minute, quiet) = (now.saturating_sub(MINUTE), now.saturating_sub(QUIET));
        while self.jolts.front().is_some_and(|at| *at < quiet) {
            self.jolts.pop_front();
        }
        let it = &mut self.tenants[tenant];
        it.calls.push_back(now);
        while it.calls.front().is_some_and(|at| *at < quiet) {
            it.calls.pop_front();
        }
        let since = |times: &VecDeque<Millis>, start| {
            times.iter().rev().take_while(|at| **at >= start).count()
        };
        let wanted = it.wanted + MINUTE >= quiet;
        let calls = since(&it.calls, minute);
        let allowed = (CALLS_A_MINUTE + since(&self.jolts, minute)) * self.runtimes.max(1);
        let quiet_calls = it.calls.len();
        let quiet_allowed = QUIET_CALLS + self.jolts.len();
        if calls > allowed {
            let what = format!(
                "tenant {tenant} asked STS {calls} times within a minute; {allowed} are allowed"
            );
            self.breach(Promise::Calls, what);
        } else if !wanted && quiet_calls > quiet_allowed {
            let what = format!(
                "tenant {tenant} asked STS {quiet_calls} times for nobody; {quiet_allowed} are allowed"
            );
            self.breach(Promise::Calls, what);
        }
    }

    pub fn session(&self, key_id: &str) -> Option<&Session> {
        let (tenant, number) = owner(key_id)?;
        self.tenants.get(tenant)?.issued.get(number)
    }

    /// What STS answers is put in use, unless it can't sign or what is in use lasts longer.
    pub fn deliver(&mut self, tenant: usize, number: usize, lifetime: Millis) {
        let now = self.now();
        let it = &mut self.tenants[tenant];
        if lifetime == 0 || it.rejected && it.retired.contains(&number) {
            return;
        }
        if let Some(held) = it.held {
            let same = held.number == number;
            let left = held.left(now);
            if left > 0 && left + if same { SECOND } else { 0 } >= lifetime {
                return;
            }
            if !same {
                it.retire(held.number);
            }
        }
        it.rejected = false;
        it.held = Some(Held {
            number,
            since: now,
            lifetime,
        });
    }
}

impl Tenant {
    pub fn retire(&mut self, number: usize) {
        if self.retired.len() == REMEMBERED {
            self.retired.pop_front();
        }
        self.retired.push_back(number);
    }
}

/// The key id of a tenant's session.
pub fn key(tenant: usize, number: usize) -> String {
    format!("tenant-{tenant}-{number}")
}

/// Whose session it is, and which.
pub fn owner(key_id: &str) -> Option<(usize, usize)> {
    let (tenant, number) = key_id.strip_prefix("tenant-")?.split_once('-')?;
    Some((tenant.parse().ok()?, number.parse().ok()?))
}
