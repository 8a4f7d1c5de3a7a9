//! A clock of discrete events: it stands still until it is told to go on, and knows when somebody wants to be woken next.

use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::{Duration, SystemTime},
};

use aws_smithy_async::rt::sleep::Sleep;

use crate::access::clock::Clock;

#[derive(Debug, Clone)]
pub struct EventClock(Arc<Mutex<Time>>);

#[derive(Debug)]
struct Time {
    monotonic: Duration,
    wall: SystemTime,
    /// Whom to wake, by when and in the order in which they went to sleep.
    sleepers: BTreeMap<(Duration, u64), Waker>,
    next: u64,
}

impl EventClock {
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(Time {
            monotonic: Duration::ZERO,
            wall: SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600),
            sleepers: BTreeMap::new(),
            next: 0,
        })))
    }

    /// When the next sleeper wants to be woken.
    pub fn next_event(&self) -> Option<Duration> {
        Some(self.time().sleepers.first_key_value()?.0.0)
    }

    /// Goes on to a monotonic time, and wakes who slept until then.
    pub fn go_on_to(&self, monotonic: Duration) {
        let mut time = self.time();
        let by = monotonic.saturating_sub(time.monotonic);
        time.monotonic += by;
        time.wall += by;
        let due = (time.monotonic, u64::MAX);
        let later = time.sleepers.split_off(&due);
        let woken = std::mem::replace(&mut time.sleepers, later);
        drop(time);
        for waker in woken.into_values() {
            waker.wake();
        }
    }

    /// The machine is frozen: only the wall clock sees it.
    pub fn freeze(&self, by: Duration) {
        self.time().wall += by;
    }

    /// Somebody sets the wall clock.
    pub fn set_wall(&self, seconds: i64) {
        let by = Duration::from_secs(seconds.unsigned_abs());
        let mut time = self.time();
        time.wall = if seconds < 0 {
            time.wall - by
        } else {
            time.wall + by
        };
    }

    fn time(&self) -> MutexGuard<'_, Time> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for EventClock {
    fn now(&self) -> SystemTime {
        self.time().wall
    }

    fn monotonic(&self) -> Duration {
        self.time().monotonic
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Sleep::new(Sleeper {
            until: self.monotonic() + duration,
            clock: self.clone(),
            place: None,
        })
    }
}

struct Sleeper {
    clock: EventClock,
    until: Duration,
    place: Option<(Duration, u64)>,
}

impl Future for Sleeper {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let clock = self.clock.clone();
        let mut time = clock.time();
        if time.monotonic >= self.until {
            return Poll::Ready(());
        }
        let place = self.place.unwrap_or_else(|| {
            time.next += 1;
            (self.until, time.next)
        });
        time.sleepers.insert(place, context.waker().clone());
        self.place = Some(place);
        Poll::Pending
    }
}

impl Drop for Sleeper {
    fn drop(&mut self) {
        if let Some(place) = self.place {
            self.clock.time().sleepers.remove(&place);
        }
    }
}
