//! What happened, in figures: of one world, and of all of them.

use std::{collections::BTreeMap, fmt};

/// Counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    pub worlds: u64,
    pub tenants: u64,
    pub simulated_ms: u64,
    pub faults: BTreeMap<&'static str, u64>,
    pub requests: u64,
    pub given: u64,
    pub served: u64,
    /// No credentials were to be had.
    pub failed: u64,
    /// DynamoDB rejected what signed them.
    pub refused: u64,
    pub timed_out: u64,
    /// Of these: while there were credentials in the last minute of their life.
    pub timed_out_although_valid: u64,
    pub cancelled: u64,
    pub sts_calls: u64,
    pub most_tasks: u64,
    pub wrong_identities: u64,
    pub failed_although_valid: u64,
}

impl Figures {
    pub fn fault(&mut self, kind: &'static str) {
        *self.faults.entry(kind).or_default() += 1;
    }

    pub fn add(&mut self, other: &Self) {
        self.worlds += other.worlds;
        self.tenants += other.tenants;
        self.simulated_ms += other.simulated_ms;
        for (kind, count) in &other.faults {
            *self.faults.entry(kind).or_default() += count;
        }
        self.requests += other.requests;
        self.given += other.given;
        self.served += other.served;
        self.failed += other.failed;
        self.refused += other.refused;
        self.timed_out += other.timed_out;
        self.timed_out_although_valid += other.timed_out_although_valid;
        self.cancelled += other.cancelled;
        self.sts_calls += other.sts_calls;
        self.most_tasks = self.most_tasks.max(other.most_tasks);
        self.wrong_identities += other.wrong_identities;
        self.failed_although_valid += other.failed_although_valid;
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |f: &mut fmt::Formatter<'_>, name: &str, count: u64| {
            writeln!(f, "  {name:<44}{count:>12}")
        };
        line(f, "seeds run", self.worlds)?;
        line(f, "tenants", self.tenants)?;
        line(f, "hours simulated", self.simulated_ms / 3_600_000)?;
        writeln!(f, "  faults injected")?;
        for (kind, count) in &self.faults {
            line(f, &format!("  {kind}"), *count)?;
        }
        line(f, "requests made", self.requests)?;
        line(f, "requests served", self.served)?;
        line(f, "requests with nothing valid to sign with", self.failed)?;
        line(f, "requests rejected by DynamoDB", self.refused)?;
        line(f, "requests whose caller timed out", self.timed_out)?;
        line(
            f,
            "  in the last minute of valid credentials",
            self.timed_out_although_valid,
        )?;
        line(
            f,
            "requests cancelled, or lost with a runtime",
            self.cancelled,
        )?;
        line(f, "calls of STS", self.sts_calls)?;
        line(f, "most tasks at a time in one world", self.most_tasks)?;
        line(f, "wrong identities", self.wrong_identities)?;
        line(
            f,
            "requests failed although valid",
            self.failed_although_valid,
        )
    }
}
