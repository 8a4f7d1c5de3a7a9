//! How long credentials live and when to renew them, as arithmetic: no clock is asked here, no task is started.

use std::time::{Duration, SystemTime};

use crate::access::clock::Moment;

const fn minutes(n: u64) -> Duration {
    Duration::from_secs(n * 60)
}

/// Below this much life left, a caller waits for a refresh that has not failed yet.
const MANDATORY: Duration = minutes(1);

/// Credentials without an expiry (a profile file, say) are read again after this time, as the SDK's own cache does.
pub(super) const RELOAD_AFTER: Duration = minutes(15);

/// How long before the expiry renewal begins: long enough to outlast an outage of STS, never more than a third of
/// the whole.
pub(super) fn window(total: Duration) -> Duration {
    let window = if total <= minutes(20) {
        minutes(5)
    } else if total < minutes(90) {
        minutes(15)
    } else {
        minutes(60)
    };
    window.min(total / 3)
}

/// The life of one set of credentials.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lifetime {
    pub(super) total: Duration,
    began: Moment,
    /// Renewal begins when less than this is left.
    renew_below: Duration,
    mandatory_below: Duration,
}

/// Where in its life a set of credentials is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Valid,
    Advisory,
    Mandatory,
    Expired,
}

impl Lifetime {
    /// `total` from `now` on. `jitter` in 0..1 spreads the renewal over the first quarter of the window, so that
    /// credentials fetched together are not renewed together.
    pub(super) fn starting(now: Moment, total: Duration, jitter: f64) -> Self {
        let window = window(total);
        Self {
            total,
            began: now,
            renew_below: window
                .checked_sub(window.mul_f64(jitter.clamp(0.0, 1.0) / 4.0))
                .unwrap(),
            mandatory_below: MANDATORY.min(window / 2),
        }
    }

    /// The end, by the wall clock of the beginning.
    pub(super) fn ends(&self) -> SystemTime {
        self.began.wall + self.total
    }

    pub(super) fn left(&self, now: Moment) -> Duration {
        self.total.saturating_sub(now.since(self.began))
    }

    pub(super) fn phase(&self, now: Moment) -> Phase {
        let left = self.left(now);
        if left.is_zero() {
            Phase::Expired
        } else if left < self.mandatory_below {
            Phase::Mandatory
        } else if left < self.renew_below {
            Phase::Advisory
        } else {
            Phase::Valid
        }
    }

    /// How long until renewal begins.
    pub(super) fn renew_in(&self, now: Moment) -> Duration {
        // One instant past the boundary, so that the timer finds the window open.
        (self.left(now) + Duration::from_millis(1)).saturating_sub(self.renew_below)
    }
}

/// How long to wait after the `failures`th failure in a row (1 is the first) with or without usable credentials.
/// `took` is how long the one that has just failed went on.
pub(super) fn backoff(
    failures: u32,
    usable_for: Option<Duration>,
    terminal: bool,
    took: Duration,
    jitter: f64,
) -> Duration {
    const SHORTEST: Duration = Duration::from_secs(1);
    let doubling = |first: u64, most: u64| {
        Duration::from_secs(
            first
                .saturating_mul(1 << failures.saturating_sub(1).min(16))
                .min(most),
        )
    };
    let delay = match usable_for {
        // Calm while the credentials in use are good, brisker as their end comes near.
        Some(left) => doubling(5, 300).min((left / 2).max(SHORTEST)),
        None if terminal => doubling(1, 5),
        // From start to start, so that a source that fails by silence is not asked less often than one that refuses.
        None => doubling(1, 30).saturating_sub(took).max(SHORTEST),
    };
    delay.mul_f64(1.0 - jitter.clamp(0.0, 1.0) / 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(seconds: u64) -> Moment {
        Moment {
            wall: SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 + seconds),
            monotonic: Duration::from_secs(seconds),
        }
    }

    #[test]
    fn r6_the_window_depends_on_the_lifetime() {
        assert_eq!(window(Duration::from_secs(900)), minutes(5));
        assert_eq!(window(minutes(20)), minutes(5));
        assert_eq!(window(minutes(21)), minutes(7), "a third at most");
        assert_eq!(window(minutes(60)), minutes(15));
        assert_eq!(window(minutes(90)), minutes(30), "a third at most");
        assert_eq!(window(minutes(12 * 60)), minutes(60));
    }

    #[test]
    fn r12_a_lifetime_shorter_than_the_window_still_has_a_valid_phase() {
        for seconds in [1, 2, 10, 60, 299] {
            let life = Lifetime::starting(now(0), Duration::from_secs(seconds), 0.0);
            assert_eq!(life.phase(now(0)), Phase::Valid, "{seconds} s");
            assert!(!life.renew_in(now(0)).is_zero(), "{seconds} s");
        }
    }

    #[test]
    fn phases_follow_each_other() {
        let life = Lifetime::starting(now(0), minutes(60), 0.0);
        for (minute, phase) in [
            (0, Phase::Valid),
            (45, Phase::Valid),
            (46, Phase::Advisory),
            (59, Phase::Advisory),
            (60, Phase::Expired),
        ] {
            assert_eq!(life.phase(now(minute * 60)), phase, "minute {minute}");
        }
        assert_eq!(life.phase(now(59 * 60 + 1)), Phase::Mandatory);
    }

    #[test]
    fn r5_either_clock_can_end_a_life() {
        let life = Lifetime::starting(now(0), minutes(60), 0.0);
        let frozen = Moment {
            monotonic: Duration::ZERO,
            ..now(2 * 3600)
        };
        assert_eq!(life.phase(frozen), Phase::Expired, "wall clock went on");
        let set_back = Moment {
            wall: now(0).wall - minutes(120),
            monotonic: minutes(61),
        };
        assert_eq!(
            life.phase(set_back),
            Phase::Expired,
            "wall clock was set back"
        );
    }

    #[test]
    fn jitter_brings_the_renewal_later_never_earlier_than_the_window() {
        let at = |jitter| Lifetime::starting(now(0), minutes(60), jitter).renew_in(now(0));
        assert_eq!(at(0.0).as_secs(), 45 * 60);
        assert_eq!(at(1.0).as_secs(), 45 * 60 + 225);
    }

    #[test]
    fn backoff_grows_and_is_bounded() {
        let seconds =
            |n, usable, terminal| backoff(n, usable, terminal, Duration::ZERO, 0.0).as_secs();
        let hour = Some(minutes(60));
        assert_eq!(
            [1, 2, 3, 7, 40].map(|n| seconds(n, hour, false)),
            [5, 10, 20, 300, 300]
        );
        assert_eq!(
            [1, 2, 6, 40].map(|n| seconds(n, None, false)),
            [1, 2, 30, 30]
        );
        assert_eq!(
            [1, 2, 3, 4, 40].map(|n| seconds(n, None, true)),
            [1, 2, 4, 5, 5]
        );
        assert_eq!(
            seconds(7, Some(Duration::from_secs(20)), false),
            10,
            "before the end"
        );
        assert_eq!(seconds(7, Some(Duration::from_millis(1)), false), 1);
        let silent = |n| backoff(n, None, false, Duration::from_secs(20), 0.0).as_secs();
        assert_eq!([1, 4, 6, 40].map(silent), [1, 1, 10, 10]);
    }
}
