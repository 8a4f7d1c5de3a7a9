//! The one clock of a `Dynamo`: wall time, monotonic time and sleep, injected together so that a test can move all
//! three. Nothing in this crate asks the operating system for the time anywhere else.

use std::{
    fmt,
    future::poll_fn,
    pin::{Pin, pin},
    sync::Arc,
    task::Poll,
    time::{Duration, Instant, SystemTime},
};

use aws_smithy_async::{
    rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep, TokioSleep},
    time::{SharedTimeSource, TimeSource},
};
use aws_types::SdkConfig;

/// Wall time, monotonic time and sleep.
///
/// Two clocks are needed because each is wrong in its own way: the wall clock is set back and forth, the monotonic
/// one stands still while a machine or a Lambda function is frozen. Credentials count as expired when either says so.
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// The wall time.
    fn now(&self) -> SystemTime;
    /// The time since a fixed point of the clock's own choice; never runs backwards.
    fn monotonic(&self) -> Duration;
    /// A future that is ready once `duration` has passed.
    fn sleep(&self, duration: Duration) -> Sleep;
}

/// A [`Clock`] as it is handed around; also what the AWS SDK's clients are given.
#[derive(Debug, Clone)]
pub(crate) struct SharedClock(Arc<dyn Clock>);

impl SharedClock {
    #[cfg_attr(
        not(feature = "test-util"),
        allow(dead_code, reason = "only tests bring a clock")
    )]
    pub(crate) fn new(clock: impl Clock) -> Self {
        Self(Arc::new(clock))
    }

    /// The time and sleep sources that the configuration brings, or the system's.
    pub(crate) fn of(config: &SdkConfig) -> Self {
        Self(Arc::new(SdkClock {
            time: config.time_source().unwrap_or_default(),
            sleep: config
                .sleep_impl()
                .unwrap_or_else(|| SharedAsyncSleep::new(TokioSleep::new())),
            origin: Instant::now(),
        }))
    }

    /// This moment, on both clocks.
    pub(crate) fn moment(&self) -> Moment {
        Moment {
            wall: self.0.now(),
            monotonic: self.0.monotonic(),
        }
    }

    /// What `future` brings, unless `limit` passes first.
    pub(crate) async fn within<T>(
        &self,
        limit: Duration,
        future: impl Future<Output = T>,
    ) -> Option<T> {
        let mut future = pin!(future);
        let mut limit = self.sleep(limit);
        poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending => Pin::new(&mut limit).poll(context).map(|()| None),
        })
        .await
    }
}

/// A moment on both clocks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) wall: SystemTime,
    pub(crate) monotonic: Duration,
}

impl Moment {
    /// The time from `earlier` to this, by the clock that has seen more of it: the wall clock has seen a frozen
    /// machine thaw, the monotonic one has not been set back.
    pub(crate) fn since(self, earlier: Self) -> Duration {
        let wall = self.wall.duration_since(earlier.wall).unwrap_or_default();
        wall.max(self.monotonic.saturating_sub(earlier.monotonic))
    }
}

impl TimeSource for SharedClock {
    fn now(&self) -> SystemTime {
        self.0.now()
    }
}

impl AsyncSleep for SharedClock {
    fn sleep(&self, duration: Duration) -> Sleep {
        self.0.sleep(duration)
    }
}

#[derive(Debug)]
struct SdkClock {
    time: SharedTimeSource,
    sleep: SharedAsyncSleep,
    origin: Instant,
}

impl Clock for SdkClock {
    fn now(&self) -> SystemTime {
        self.time.now()
    }

    fn monotonic(&self) -> Duration {
        self.origin.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        self.sleep.sleep(duration)
    }
}
