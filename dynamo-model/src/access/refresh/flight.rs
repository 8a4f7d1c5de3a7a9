//! How credentials are renewed: a detached task per refresh, one per entry and runtime, which no caller's timeout or
//! cancellation ends; what it brings is judged, put in use, and a timer set for the next.

use std::{
    sync::{Arc, PoisonError, Weak, atomic::Ordering},
    time::Duration,
};

use aws_smithy_async::rt::sleep::AsyncSleep;
use tokio::{runtime::Handle, sync::watch};

use super::{
    Entry, Held,
    lifetime::{Lifetime, Phase},
    millis,
    progress::{Flight, OVERDUE, Outcome, Progress},
    source::{self, Issued, Source, Unusable},
};
use crate::access::{clock::Moment, error::AccessError, events::AccessEvent};

/// However silent a source is, its callers hear something after this time.
const DEADLINE: Duration = Duration::from_secs(20);

/// A source that counts down to the second tells the end of the same credentials a little later each time.
const COUNTDOWN_ERROR: Duration = Duration::from_secs(1);

/// Where a caller in need finds itself.
pub(super) enum Joined {
    Flight(watch::Receiver<Option<Outcome>>),
    Landed(Arc<Held>),
    Failed(AccessError),
}

impl Entry {
    /// Starts a refresh for a caller who needs none, unless one is under way anywhere, or the last one failed a moment
    /// ago.
    pub(super) fn refresh_behind(self: &Arc<Self>, now: Moment) {
        // Whoever holds the lock is busy with the same question, or the next caller asks it again.
        if let Ok(mut progress) = self.progress.try_lock() {
            self.take_off_if_due(&mut progress, now);
        }
    }

    fn take_off_if_due(self: &Arc<Self>, progress: &mut Progress, now: Moment) {
        if progress.is_busy(now) {
            return;
        }
        if let (Some(source), Ok(runtime)) = (&self.source, super::runtime()) {
            self.take_off(progress, source, &runtime, now);
        }
    }

    /// Joins this runtime's flight or starts one. Another runtime's is not waited for: nobody may be driving it.
    pub(super) fn join(self: &Arc<Self>, now: Moment) -> Joined {
        let mut progress = self.progress();
        if let Some(held) = self.usable_at(now) {
            if held.phase(now) != Phase::Mandatory {
                // Landed since the caller looked.
                return Joined::Landed(held);
            }
            if progress.failure.is_some() || super::runtime().is_err() {
                // The next flight may well fail like the last one, and there may be none to wait for: not worth the
                // wait while these can sign.
                self.take_off_if_due(&mut progress, now);
                return Joined::Landed(held);
            }
        }
        let runtime = match super::runtime() {
            Ok(runtime) => runtime,
            Err(error) => return Joined::Failed(error),
        };
        if let Some(flight) = progress.flight_on(runtime.id(), now) {
            return Joined::Flight(flight.outcome.clone());
        }
        if let Some(error) = progress.remembered_error(now) {
            return Joined::Failed(error);
        }
        match &self.source {
            Some(source) => Joined::Flight(self.take_off(&mut progress, source, &runtime, now)),
            // Static keys never end.
            None => Joined::Failed(super::no_runtime()),
        }
    }

    fn take_off(
        self: &Arc<Self>,
        progress: &mut Progress,
        source: &Arc<dyn Source>,
        runtime: &Handle,
        now: Moment,
    ) -> watch::Receiver<Option<Outcome>> {
        let (teller, outcome) = watch::channel(None);
        let task = runtime.spawn(fly(Arc::downgrade(self), Arc::clone(source), now, teller));
        progress.add(Flight {
            runtime: runtime.id(),
            started: now,
            outcome: outcome.clone(),
            task: task.abort_handle(),
        });
        outcome
    }

    /// Takes in what a flight brought.
    fn land(self: &Arc<Self>, answer: Result<Issued, AccessError>, took_off: Moment) -> Outcome {
        let now = self.now();
        let mut progress = self.progress();
        match answer.and_then(|issued| self.usable(issued, &progress)) {
            Ok(issued) => {
                let (held, lowered) = match self.accept(issued, now, &mut progress) {
                    Accepted::Fresh(held) => {
                        progress.failure = None;
                        let lowered = held.expiration_lowered
                            && !std::mem::replace(&mut progress.lowering_told, true);
                        if let Some(life) = held.lifetime {
                            self.keep(&mut progress, life.renew_in(now));
                        }
                        (held, lowered)
                    }
                    Accepted::Nothing(held) if held.phase(now) == Phase::Valid => {
                        // Another runtime's flight was faster; there is nothing to be asked until those are to be
                        // renewed.
                        progress.failure = None;
                        if let Some(life) = held.lifetime {
                            self.keep(&mut progress, life.renew_in(now));
                        }
                        return Ok(held);
                    }
                    Accepted::Nothing(held) => {
                        // Ask again later, and keep quiet about it.
                        let delay = self.back_off(&mut progress, None, Some(&held), took_off, now);
                        self.keep(&mut progress, delay);
                        return Ok(held);
                    }
                };
                drop(progress);
                self.tell(&AccessEvent::Refreshed {
                    took: now.monotonic.saturating_sub(took_off.monotonic),
                    valid_until: held.lifetime.map(|life| life.ends()),
                });
                if lowered {
                    self.tell(&AccessEvent::ExpirationLowered);
                }
                Ok(held)
            }
            Err(error) => {
                let error = match progress.rejections.code() {
                    Some(code) => error.after_rejection(code),
                    None => error,
                };
                let held = self.held();
                let again = Some(error.clone());
                let next_try_in =
                    self.back_off(&mut progress, again, held.as_deref(), took_off, now);
                if held.is_some_and(|held| held.lifetime.is_some()) {
                    let unasked = progress.unasked_try_in().unwrap_or(next_try_in);
                    self.keep(&mut progress, unasked);
                }
                drop(progress);
                self.tell(&AccessEvent::RefreshFailed {
                    error: &error,
                    next_try_in,
                });
                Err(error)
            }
        }
    }

    /// Refuses what can't sign: expired on arrival, or the very credentials that were rejected.
    fn usable(&self, issued: Issued, progress: &Progress) -> Result<Issued, AccessError> {
        let rejected = progress.rejections.code().is_some()
            && progress
                .rejections
                .issued_before(issued.credentials.access_key_id());
        let refused = if issued.lifetime.is_some_and(|life| life.is_zero()) {
            Unusable::Expired
        } else if rejected {
            Unusable::Repeated
        } else {
            return Ok(issued);
        };
        match &self.source {
            Some(source) => Err(source.unusable(refused)),
            None => Ok(issued),
        }
    }

    /// Puts credentials in use, unless those in use live longer: a late flight never takes us back.
    fn accept(&self, issued: Issued, now: Moment, progress: &mut Progress) -> Accepted {
        let lifetime = issued
            .lifetime
            .map(|total| Lifetime::starting(now, total, self.world.jitter()));
        if let Some(held) = self.held() {
            let same = source::same(&held.credentials, &issued.credentials);
            let tolerance = if same {
                COUNTDOWN_ERROR
            } else {
                Duration::ZERO
            };
            let outlives = match (held.lifetime, lifetime) {
                (Some(old), Some(new)) => {
                    let left = old.left(now);
                    !left.is_zero() && left + tolerance >= new.left(now)
                }
                _ => false,
            };
            if outlives {
                return Accepted::Nothing(held);
            }
            if !same {
                progress.rejections.retire(held.credentials.access_key_id());
            }
        }
        let fresh = Arc::new(Held {
            lifetime,
            since: now,
            identity: issued.credentials.clone().into(),
            credentials: issued.credentials,
            expiration_lowered: issued.expiration_lowered,
        });
        progress.rejections.settle();
        *self.current_mut() = Some(Arc::clone(&fresh));
        Accepted::Fresh(fresh)
    }

    fn back_off(
        &self,
        progress: &mut Progress,
        error: Option<AccessError>,
        held: Option<&Held>,
        took_off: Moment,
        now: Moment,
    ) -> Duration {
        let usable_for = held
            .filter(|held| held.phase(now) != Phase::Expired)
            .map(|held| held.lifetime.map_or(Duration::MAX, |life| life.left(now)));
        let took = now.since(took_off);
        progress.fail(error, usable_for, took, self.world.jitter(), now)
    }

    /// Sets the timer of the next refresh. It is a convenience for callers, not a need: whoever comes too late for
    /// any reason (a frozen machine, a parked runtime) is answered on demand.
    fn keep(self: &Arc<Self>, progress: &mut Progress, delay: Duration) {
        let Ok(runtime) = super::runtime() else {
            return;
        };
        let entry = Arc::downgrade(self);
        let clock = self.world.clock.clone();
        let task = runtime.spawn(async move {
            clock.sleep(delay).await;
            if let Some(entry) = entry.upgrade() {
                entry.timer_fired();
            }
        });
        progress.keep(task.abort_handle());
    }

    /// Renews what somebody has used within its lifetime. What nobody uses is left to expire.
    fn timer_fired(self: &Arc<Self>) {
        let now = self.now();
        let last_used = self.last_used.load(Ordering::Relaxed);
        let unused_for = Duration::from_millis(millis(now.monotonic).saturating_sub(last_used));
        let lifetime = self.held().and_then(|held| held.lifetime);
        if lifetime.is_some_and(|life| unused_for < life.total) {
            // Nobody else reminds an entry that is rarely used, so whoever holds the lock is waited for.
            self.take_off_if_due(&mut self.progress(), now);
        }
    }
}

enum Accepted {
    Fresh(Arc<Held>),
    /// Those in use stay: the source repeated itself, or was overtaken.
    Nothing(Arc<Held>),
}

/// One refresh. Holds no entry while it waits, so that a dropped `Dynamo` is not kept alive by its own flights.
async fn fly(
    entry: Weak<Entry>,
    source: Arc<dyn Source>,
    took_off: Moment,
    teller: watch::Sender<Option<Outcome>>,
) {
    let Some(clock) = entry.upgrade().map(|entry| {
        entry.tell(&AccessEvent::RefreshStarted);
        entry.world.clock.clone()
    }) else {
        return;
    };
    let answer = clock.within(DEADLINE, source.fetch()).await;
    let answer = answer.unwrap_or_else(|| Err(source.silent(DEADLINE)));
    let Some(entry) = entry.upgrade() else {
        return;
    };
    if answer.is_err() && clock.moment().since(took_off) >= OVERDUE {
        // Whoever waits for it starts another; where nobody does, the appointment is kept all the same.
        entry.timer_fired();
    } else {
        teller.send_replace(Some(entry.land(answer, took_off)));
    }
}

/// Nobody is left to take in what a flight brings.
impl Drop for Entry {
    fn drop(&mut self) {
        let progress = self
            .progress
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        progress.end();
    }
}
