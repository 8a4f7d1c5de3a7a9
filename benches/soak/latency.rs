//! How long requests took.

use std::{fmt, time::Duration};

use hdrhistogram::Histogram;

/// No request is waited for any longer.
const HOUR: u64 = 3_600_000_000;

/// Requests by how long they took, in microseconds to three digits.
pub struct Latency(Histogram<u64>);

impl Default for Latency {
    fn default() -> Self {
        Self(Histogram::new_with_max(HOUR, 3).expect("three digits are few"))
    }
}

impl Latency {
    pub fn add(&mut self, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.0.saturating_record(micros);
    }

    pub fn merge(&mut self, other: &Self) {
        self.0.add(&other.0).expect("both have the same range");
    }

    pub fn count(&self) -> u64 {
        self.0.len()
    }
}

impl fmt::Display for Latency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |quantile| Duration::from_micros(self.0.value_at_quantile(quantile));
        let longest = Duration::from_micros(self.0.max());
        write!(
            f,
            "p50 {:.1?}, p99 {:.1?}, longest {longest:.1?}",
            at(0.5),
            at(0.99)
        )
    }
}
