//! What goes on behind the credentials in use: the flights, the timer, and what the last failure means for the next
//! try. It starts nothing itself.

use std::{sync::Arc, time::Duration};

use tokio::{runtime, sync::watch, task::AbortHandle};

use super::{Held, lifetime::backoff, rejection::Rejections};
use crate::access::{clock::Moment, error::AccessError};

/// A flight that is still under way after this time was not driven for a while: its machine was frozen or its runtime
/// parked. What it waits for may be gone, so nobody joins it any more, and its failure says nothing of the source.
pub(super) const OVERDUE: Duration = Duration::from_secs(25);

/// A flight may be lost with its runtime. Where runtimes are too short-lived for any flight, one is tried this often.
const LOST_PAUSE: Duration = Duration::from_secs(5);

#[derive(Debug, Default)]
pub(super) struct Progress {
    flights: Vec<Flight>,
    keeper: Option<AbortHandle>,
    pub(super) failure: Option<Failure>,
    pub(super) rejections: Rejections,
    pub(super) lowering_told: bool,
}

/// One refresh. Its teller tells how it ended, and is gone without a word if it was lost.
#[derive(Debug)]
pub(super) struct Flight {
    pub(super) runtime: runtime::Id,
    pub(super) started: Moment,
    pub(super) outcome: watch::Receiver<Option<Outcome>>,
    pub(super) task: AbortHandle,
}

pub(super) type Outcome = Result<Arc<Held>, AccessError>;

/// The last refresh brought nothing new.
#[derive(Debug)]
pub(super) struct Failure {
    /// None for a source that merely repeated itself.
    error: Option<AccessError>,
    /// How many in a row, with or without credentials to use meanwhile.
    count: u32,
    usable: bool,
    at: Moment,
    /// Until when a caller is told the error instead of trying again.
    delay: Duration,
    /// When to try again if nobody asks.
    unasked: Duration,
}

impl Progress {
    pub(super) fn last_error(&self) -> Option<AccessError> {
        self.failure.as_ref()?.error.clone()
    }

    pub(super) fn next_try_in(&self, now: Moment) -> Option<Duration> {
        Some(self.failure.as_ref()?.next_try_in(now))
    }

    /// How long after the last failure to try again if nobody asks. A refusal that a caller may find to be over within
    /// seconds is not worth as many calls for nobody.
    pub(super) fn unasked_try_in(&self) -> Option<Duration> {
        Some(self.failure.as_ref()?.unasked)
    }

    /// The error to tell instead of trying again so soon.
    pub(super) fn remembered_error(&self, now: Moment) -> Option<AccessError> {
        self.backing_off(now)?.error.clone()
    }

    fn backing_off(&self, now: Moment) -> Option<&Failure> {
        self.failure
            .as_ref()
            .filter(|failure| !failure.next_try_in(now).is_zero())
    }

    /// Whether those who need no refresh should start none: one is under way on some runtime, or has just ended in
    /// vain.
    pub(super) fn is_busy(&self, now: Moment) -> bool {
        let mut flights = self.flights.iter();
        flights.any(|flight| flight.is_under_way(now) || flight.is_lost_early(now))
            || self.backing_off(now).is_some()
    }

    /// The flight to join on a runtime.
    pub(super) fn flight_on(&self, runtime: runtime::Id, now: Moment) -> Option<&Flight> {
        let mut flights = self.flights.iter();
        flights.find(|flight| flight.runtime == runtime && flight.is_under_way(now))
    }

    /// Takes note of a flight, and gives up those that nobody joins any more.
    pub(super) fn add(&mut self, flight: Flight) {
        let now = flight.started;
        self.flights.retain(|flight| {
            let under_way = flight.is_under_way(now);
            if !under_way {
                flight.task.abort();
            }
            under_way
        });
        self.flights.push(flight);
    }

    /// Puts a timer in the place of the one before.
    pub(super) fn keep(&mut self, keeper: AbortHandle) {
        if let Some(before) = self.keeper.replace(keeper) {
            before.abort();
        }
    }

    /// Takes note of a flight that brought nothing after it `took` so long, and tells how long to wait until the next.
    pub(super) fn fail(
        &mut self,
        error: Option<AccessError>,
        usable_for: Option<Duration>,
        took: Duration,
        jitter: f64,
        now: Moment,
    ) -> Duration {
        let usable = usable_for.is_some();
        let count = match &self.failure {
            Some(failure) if failure.usable == usable => failure.count.saturating_add(1),
            // What was no hurry is one now.
            _ => 1,
        };
        let terminal = error.as_ref().is_some_and(|error| !error.is_retryable());
        let delay = backoff(count, usable_for, terminal, took, jitter);
        self.failure = Some(Failure {
            error,
            count,
            usable,
            at: now,
            delay,
            unasked: backoff(count, usable_for, false, took, jitter),
        });
        delay
    }

    pub(super) fn end(&mut self) {
        for flight in self.flights.drain(..) {
            flight.task.abort();
        }
        if let Some(keeper) = self.keeper.take() {
            keeper.abort();
        }
    }
}

impl Failure {
    fn next_try_in(&self, now: Moment) -> Duration {
        self.delay.saturating_sub(now.since(self.at))
    }
}

impl Flight {
    /// Neither landed, nor lost with its runtime, nor overdue.
    fn is_under_way(&self, now: Moment) -> bool {
        self.outcome.borrow().is_none() && !self.is_gone() && now.since(self.started) < OVERDUE
    }

    /// Lost with its runtime, and only just begun.
    fn is_lost_early(&self, now: Moment) -> bool {
        self.outcome.borrow().is_none() && self.is_gone() && now.since(self.started) < LOST_PAUSE
    }

    fn is_gone(&self) -> bool {
        self.outcome.has_changed().is_err()
    }
}
