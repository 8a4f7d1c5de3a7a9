//! How long a batch goes on with what DynamoDB leaves unprocessed: with pauses that grow, and not for ever.

use std::time::Duration;

use crate::{
    Dynamo, Error,
    access::{Moment, SharedClock},
};

/// The first pause. Source: DynamoDB developer guide, "Error handling with DynamoDB": "Error retries and exponential
/// backoff" begins with 50 milliseconds.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// About ten seconds in all.
const RETRIES: u32 = 8;

/// What a caller is ready to wait for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    pub(super) max_retries: u32,
    pub(super) time_limit: Option<Duration>,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            max_retries: RETRIES,
            time_limit: None,
        }
    }
}

/// Gives a builder with a field `patience` the methods that set it.
macro_rules! patience_methods {
    () => {
        /// Sends what was left again up to this many times in a row without getting on: 8 by default, which is about
        /// ten seconds. The SDK's own retries of each request come on top.
        pub fn max_retries(mut self, count: u32) -> Self {
            self.patience.max_retries = count;
            self
        }

        /// Ends the batch once this time is over, with what is left. A request that is under way is given up, and may
        /// have its effect all the same.
        pub fn time_limit(mut self, limit: std::time::Duration) -> Self {
            self.patience.time_limit = Some(limit);
            self
        }
    };
}
pub(super) use patience_methods;

/// The patience that is left while a batch is sent.
#[derive(Debug)]
pub(super) struct Backoff {
    patience: Patience,
    clock: SharedClock,
    started: Moment,
    /// Requests in a row that left something.
    pauses: u32,
    /// Requests in a row that brought nothing.
    fruitless: u32,
}

impl Backoff {
    pub(super) fn start(patience: Patience, db: &Dynamo) -> Self {
        let clock = db.clock();
        Self {
            patience,
            started: clock.moment(),
            clock,
            pauses: 0,
            fruitless: 0,
        }
    }

    /// What a request leaves of what it sent, once there has been the pause that this calls for.
    pub(super) async fn left_by(
        &mut self,
        db: &Dynamo,
        sent: &[usize],
        request: impl Future<Output = Result<Vec<usize>, Error>>,
    ) -> Result<Vec<usize>, Ended> {
        let mut throttled = None;
        let left = match self.within(request).await {
            None => return Err(Ended(None)),
            Some(Ok(left)) => left,
            Some(Err(error @ Error::Request(_))) if error.is_throttled() => {
                throttled = Some(error);
                sent.to_vec()
            }
            Some(Err(error)) => return Err(Ended(Some(error))),
        };
        if left.is_empty() {
            self.pauses = 0;
            self.fruitless = 0;
        } else if !self.pause(db, left.len() < sent.len()).await {
            return Err(Ended(throttled));
        }
        Ok(left)
    }

    /// What a request brings, unless the time is over before.
    async fn within<T>(&self, request: impl Future<Output = T>) -> Option<T> {
        let Some(limit) = self.patience.time_limit else {
            return Some(request.await);
        };
        let left = limit.checked_sub(self.elapsed());
        let left = left.filter(|left| !left.is_zero())?;
        self.clock.within(left, request).await
    }

    /// Waits until what was left may be sent again. False if it may not.
    async fn pause(&mut self, db: &Dynamo, progress: bool) -> bool {
        self.fruitless = if progress { 0 } else { self.fruitless + 1 };
        if self.fruitless > self.patience.max_retries {
            return false;
        }
        let pause = pause(self.pauses);
        self.pauses += 1;
        let limit = self.patience.time_limit;
        if limit.is_some_and(|limit| self.elapsed() + pause >= limit) {
            return false;
        }
        db.jittered_sleep(pause).await;
        true
    }

    fn elapsed(&self) -> Duration {
        self.clock.moment().since(self.started)
    }
}

/// A batch ends before its end: by an error, or because nothing goes on.
pub(super) struct Ended(pub(super) Option<Error>);

/// Doubled each time, up to [`LONGEST_PAUSE`].
fn pause(number: u32) -> Duration {
    let doubled = 2_u32.saturating_pow(number);
    FIRST_PAUSE.saturating_mul(doubled).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w15_pauses_double_up_to_the_longest() {
        let millis: Vec<_> = (0..9).map(|number| pause(number).as_millis()).collect();
        assert_eq!(millis, [50, 100, 200, 400, 800, 1600, 3200, 5000, 5000]);
        assert_eq!(pause(u32::MAX), LONGEST_PAUSE);
    }
}
