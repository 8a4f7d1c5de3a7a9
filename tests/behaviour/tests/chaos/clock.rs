//! The time of one world: what it truly is, what the monotonic clock makes of it, what the wall clock says, and who
//! sleeps until when. It moves only when it is told.

use std::{
    collections::BTreeMap,
    fmt,
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
    time::{Duration, SystemTime},
};

use aws_smithy_async::rt::sleep::Sleep;
use behaviour::TestClock;
use dynamo_model::access::Clock;
use tokio::runtime::{self, Handle};

/// Milliseconds.
pub type Millis = u64;

pub const SECOND: Millis = 1_000;
pub const MINUTE: Millis = 60 * SECOND;
pub const HOUR: Millis = 60 * MINUTE;

/// One moment, on both clocks that a program has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub monotonic: Millis,
    /// Since the beginning of the world; clocks are set back, too.
    pub wall: i64,
}

impl Moment {
    /// The time since `earlier`, by the clock that has seen more of it.
    pub fn since(self, earlier: Self) -> Millis {
        let wall = u64::try_from(self.wall - earlier.wall).unwrap_or(0);
        wall.max(self.monotonic - earlier.monotonic)
    }
}

/// Clones are the same clock.
#[derive(Clone, Default)]
pub struct WorldClock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// What AWS goes by.
    truth: Millis,
    monotonic: Millis,
    wall: i64,
    /// By the end of their sleep; those that were woken, too, until they look.
    sleepers: BTreeMap<(Millis, u64), Option<Sleeper>>,
    serial: u64,
}

struct Sleeper {
    waker: Waker,
    runtime: runtime::Id,
}

impl WorldClock {
    pub fn truth(&self) -> Millis {
        self.state().truth
    }

    pub fn moment(&self) -> Moment {
        let state = self.state();
        Moment {
            monotonic: state.monotonic,
            wall: state.wall,
        }
    }

    /// How many sleep.
    pub fn sleepers(&self) -> usize {
        self.state().sleepers.len()
    }

    /// How long until the first sleeper is to be woken.
    pub fn next(&self) -> Option<Millis> {
        let state = self.state();
        let ((end, _), _) = state.sleepers.iter().find(|(_, it)| it.is_some())?;
        Some(end.saturating_sub(state.monotonic))
    }

    /// Lets time pass, and wakes those whose time has come: on these runtimes.
    pub fn advance(&self, by: Millis) -> Vec<runtime::Id> {
        let mut state = self.state();
        state.truth += by;
        state.monotonic += by;
        state.wall += i64::try_from(by).expect("hours");
        let now = state.monotonic;
        let sleepers = state.sleepers.iter_mut();
        let due = sleepers.take_while(|((end, _), _)| *end <= now);
        let woken: Vec<_> = due.filter_map(|(_, sleeper)| sleeper.take()).collect();
        drop(state);
        let on = woken.iter().map(|sleeper| sleeper.runtime).collect();
        for sleeper in woken {
            sleeper.waker.wake();
        }
        on
    }

    /// Lets time pass while the machine stands still: a suspended laptop, a frozen function.
    pub fn freeze(&self, by: Millis) {
        let mut state = self.state();
        state.truth += by;
        state.wall += i64::try_from(by).expect("hours");
    }

    /// Somebody sets the wall clock.
    pub fn step(&self, by: i64) {
        self.state().wall += by;
    }

    /// Done once so much time has passed.
    pub async fn after(&self, duration: Millis) {
        let asleep = {
            let mut state = self.state();
            state.serial += 1;
            let end = state.monotonic + duration;
            let key = (end, state.serial);
            state.sleepers.insert(key, None);
            Asleep {
                clock: self.clone(),
                key,
            }
        };
        poll_fn(|context| {
            let mut state = self.state();
            if state.monotonic >= asleep.key.0 {
                return Poll::Ready(());
            }
            let sleeper = Sleeper {
                waker: context.waker().clone(),
                runtime: Handle::current().id(),
            };
            state.sleepers.insert(asleep.key, Some(sleeper));
            Poll::Pending
        })
        .await;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a sleeper off the list.
struct Asleep {
    clock: WorldClock,
    key: (Millis, u64),
}

impl Drop for Asleep {
    fn drop(&mut self) {
        self.clock.state().sleepers.remove(&self.key);
    }
}

impl fmt::Debug for WorldClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.moment().fmt(f)
    }
}

impl Clock for WorldClock {
    fn now(&self) -> SystemTime {
        let wall = self.state().wall;
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(TestClock::START);
        let distance = Duration::from_millis(wall.unsigned_abs());
        if wall < 0 {
            start - distance
        } else {
            start + distance
        }
    }

    fn monotonic(&self) -> Duration {
        Duration::from_millis(self.state().monotonic)
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let clock = self.clone();
        // As a timer does: not before its time.
        let millis = duration.as_nanos().div_ceil(1_000_000);
        Sleep::new(async move { clock.after(millis.try_into().expect("hours")).await })
    }
}
