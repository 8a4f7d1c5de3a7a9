//! A clock that moves, and runtimes that go on, only when told, for tests with several of them: tokio's paused clock
//! belongs to one.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use aws_smithy_async::{
    rt::sleep::Sleep,
    time::{SharedTimeSource, TimeSource},
};
use behaviour::TestClock;
use dynamo_model::access::Clock;
use tokio::{
    runtime::{self, Runtime},
    sync::watch,
};

/// Both clocks and sleep in one, moved by [`advance`](Self::advance). Clones are the same clock.
#[derive(Debug, Clone)]
pub struct ManualClock(Arc<watch::Sender<Duration>>);

impl ManualClock {
    pub fn new() -> Self {
        Self(Arc::new(watch::Sender::new(Duration::ZERO)))
    }

    /// Moves the clock and wakes who has slept long enough, on whatever runtime.
    pub fn advance(&self, by: Duration) {
        self.0.send_modify(|elapsed| *elapsed += by);
    }

    pub fn time_source(&self) -> SharedTimeSource {
        SharedTimeSource::new(self.clone())
    }
}

impl TimeSource for ManualClock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(TestClock::START) + self.monotonic()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> SystemTime {
        TimeSource::now(self)
    }

    fn monotonic(&self) -> Duration {
        *self.0.borrow()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let end = self.monotonic() + duration;
        let mut elapsed = self.0.subscribe();
        Sleep::new(async move {
            // The clock outlives whoever sleeps by it, so this ends no other way.
            let _ = elapsed.wait_for(|elapsed| *elapsed >= end).await;
        })
    }
}

/// A runtime that goes on while a test drives it.
pub fn runtime() -> Runtime {
    runtime::Builder::new_current_thread().build().unwrap()
}

/// Lets all that can go on without waiting do so.
pub fn drive(runtime: &Runtime) {
    runtime.block_on(async {
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
    });
}
