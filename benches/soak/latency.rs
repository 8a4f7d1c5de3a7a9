//! How long requests took, in constant memory: a count per range, each a sixteenth wider than the one before.

use std::{fmt, time::Duration};

const RANGES: usize = 320;

/// Requests by how long they took.
pub struct Latency {
    counts: Vec<u64>,
    longest: Duration,
}

impl Default for Latency {
    fn default() -> Self {
        Self {
            counts: vec![0; RANGES],
            longest: Duration::ZERO,
        }
    }
}

impl Latency {
    pub fn add(&mut self, took: Duration) {
        self.longest = self.longest.max(took);
        let range = (1..RANGES).find(|range| took < begin(*range));
        self.counts[range.unwrap_or(RANGES) - 1] += 1;
    }

    pub fn merge(&mut self, other: &Self) {
        self.longest = self.longest.max(other.longest);
        for (own, other) in self.counts.iter_mut().zip(&other.counts) {
            *own += other;
        }
    }

    pub fn count(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// What so many of a hundred stayed below.
    fn percentile(&self, percent: u64) -> Duration {
        let wanted = self.count() * percent / 100;
        let mut seen = 0;
        for (range, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen > wanted {
                return begin(range + 1).min(self.longest);
            }
        }
        self.longest
    }
}

/// From ten microseconds on.
fn begin(range: usize) -> Duration {
    let wider = i32::try_from(range).unwrap_or(i32::MAX);
    Duration::from_micros(10).mul_f64((17.0_f64 / 16.0).powi(wider))
}

impl fmt::Display for Latency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "p50 {:.1?}, p99 {:.1?}, longest {:.1?}",
            self.percentile(50),
            self.percentile(99),
            self.longest
        )
    }
}
