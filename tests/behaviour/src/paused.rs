//! AWS and the library on one clock that stands still until a test moves it, or until all wait for it.

use std::sync::atomic::{AtomicUsize, Ordering};

use aws_types::region::Region;
use dynamo_model::{Dynamo, DynamoBuilder};

use crate::{FakeAws, TestClock};

/// Each scene is in a region of its own: the SDK has one quota of retries per service and region for the whole process,
/// which a test beside this one may have used up.
static REGIONS: AtomicUsize = AtomicUsize::new(1);

/// A stand-in inside the process, and handles that reach it, on one paused clock.
#[derive(Debug)]
pub struct Paused {
    /// The clock.
    pub clock: TestClock,
    /// The stand-in.
    pub aws: FakeAws,
    region: Region,
    direct: bool,
}

impl Paused {
    /// Within a runtime whose clock is paused.
    #[must_use]
    pub fn new() -> Self {
        let clock = TestClock::new();
        let aws = FakeAws::with_clock(clock.time_source());
        let number = REGIONS.fetch_add(1, Ordering::Relaxed);
        let region = Region::new(format!("eu-west-{number}"));
        Self {
            clock,
            aws,
            region,
            direct: true,
        }
    }

    /// The same, with handles whose items go through the SDK's maps.
    #[must_use]
    pub fn mapped(mut self) -> Self {
        self.direct = false;
        self
    }

    /// A handle on the stand-in, with the stand-in's keys as the environment's.
    pub fn builder(&self) -> DynamoBuilder {
        Dynamo::builder()
            .sdk_config(&self.aws.sdk_config().region(self.region.clone()).build())
            .clock(self.clock.clone())
            .direct_json(self.direct)
            .seed(1)
    }

    /// The region of the scene.
    #[must_use]
    pub fn region(&self) -> &str {
        self.region.as_ref()
    }

    /// A handle without overrides.
    ///
    /// # Panics
    ///
    /// When the configuration is refused.
    pub async fn dynamo(&self) -> Dynamo {
        self.builder().build().await.expect("a handle")
    }
}

impl Default for Paused {
    fn default() -> Self {
        Self::new()
    }
}
