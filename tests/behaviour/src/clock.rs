//! Time for tests that run on tokio's paused clock. It only tells the time; sleeping is tokio's.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime},
};

use aws_smithy_async::{
    rt::sleep::Sleep,
    time::{SharedTimeSource, TimeSource},
};
use tokio::time::Instant;

/// A wall clock that starts at a fixed date and moves with tokio's clock, so that under
/// `#[tokio::test(start_paused = true)]` an advanced hour is an hour for signatures and expirations as well.
///
/// Made and read on the paused runtime; a [`Server`](crate::Server) runs elsewhere and cannot follow it.
#[derive(Debug, Clone)]
pub struct TestClock {
    started: Instant,
    jumped_seconds: Arc<AtomicI64>,
}

impl TestClock {
    /// Seconds from 1970 to 2026-01-01T00:00:00Z, where every test clock starts.
    pub const START: u64 = 1_767_225_600;

    /// A clock that shows [`START`](Self::START) now.
    #[must_use]
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
            jumped_seconds: Arc::default(),
        }
    }

    /// Sets the wall clock forwards or back while tokio's clock stands still: a corrected clock, a thawed Lambda.
    pub fn jump(&self, seconds: i64) {
        self.jumped_seconds.fetch_add(seconds, Ordering::SeqCst);
    }

    /// The time since the clock was made, jumps left out.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// This clock as the SDK takes it.
    #[must_use]
    pub fn time_source(&self) -> SharedTimeSource {
        SharedTimeSource::new(self.clone())
    }
}

impl Default for TestClock {
    fn default() -> Self {
        Self::new()
    }
}

impl TimeSource for TestClock {
    fn now(&self) -> SystemTime {
        let unjumped = SystemTime::UNIX_EPOCH + Duration::from_secs(Self::START) + self.elapsed();
        shifted(unjumped, self.jumped_seconds.load(Ordering::SeqCst))
    }
}

/// The one clock of a `Dynamo`. Jumps don't reach its monotonic side.
impl dynamo_model::access::Clock for TestClock {
    fn now(&self) -> SystemTime {
        TimeSource::now(self)
    }

    fn monotonic(&self) -> Duration {
        self.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Sleep::new(tokio::time::sleep(duration))
    }
}

/// `time` moved by a signed number of seconds.
pub(crate) fn shifted(time: SystemTime, seconds: i64) -> SystemTime {
    let distance = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 {
        time - distance
    } else {
        time + distance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn moves_with_the_paused_clock_and_by_jumps() {
        let clock = TestClock::new();
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(TestClock::START);
        assert_eq!(clock.now(), start);
        tokio::time::advance(Duration::from_hours(1)).await;
        assert_eq!(clock.now(), start + Duration::from_hours(1));
        clock.jump(-7200);
        assert_eq!(clock.now(), start - Duration::from_hours(1));
        assert_eq!(clock.elapsed(), Duration::from_hours(1));
    }
}
