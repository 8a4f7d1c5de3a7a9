//! What happens next in a world: drawn from its seed and its temper, which differs from seed to seed.

use fastrand::Rng;

use crate::{
    clock::{HOUR, MINUTE, Millis, SECOND},
    request::Wish,
    sts::Mood,
};

/// Something that happens.
#[derive(Debug, Clone, Copy)]
pub enum Event {
    /// So many requests of one tenant at once.
    Requests {
        wish: Wish,
        count: usize,
    },
    /// One request of each tenant.
    Everybody,
    /// Time passes, and whoever wakes is driven.
    Time(Millis),
    /// Time passes in which no runtime gets to run.
    Stall(Millis),
    /// The machine is suspended: its monotonic clock stands still.
    Freeze(Millis),
    /// The wall clock is set, by so many milliseconds.
    Step(i64),
    Sts(Mood),
    /// From now on sessions last so long.
    Lifetime(Millis),
    /// DynamoDB rejects the session of a tenant.
    Revoke(usize),
    /// DynamoDB rejects everybody, or no longer does.
    RefuseAll(bool),
    /// The oldest request is given up by its caller.
    Cancel,
    DropRuntime(usize),
    Park(usize),
    Unpark,
}

impl Event {
    /// What it is called in a report, if it is a fault.
    pub fn fault(self) -> Option<&'static str> {
        Some(match self {
            Self::Stall(_) => "stalled process",
            Self::Freeze(_) => "frozen machine",
            Self::Step(by) if by < 0 => "wall clock set back",
            Self::Step(_) => "wall clock set forward",
            Self::Sts(Mood::Issuing { after }) if after > SECOND => "STS slow",
            Self::Sts(Mood::Silent) => "STS silent",
            Self::Sts(Mood::Failing { .. }) => "STS failing",
            Self::Sts(Mood::Throttling) => "STS throttling",
            Self::Sts(Mood::Denying) => "STS denying",
            Self::Sts(Mood::IssuingExpired) => "STS issuing expired sessions",
            Self::Sts(Mood::Repeating) => "STS repeating a session",
            Self::Lifetime(lifetime) if lifetime < 15 * MINUTE => "short sessions",
            Self::Revoke(_) => "session rejected",
            Self::RefuseAll(true) => "all sessions rejected",
            Self::Cancel => "caller cancelled",
            Self::DropRuntime(_) => "runtime dropped",
            Self::Park(_) => "runtime parked",
            _ => return None,
        })
    }
}

/// How likely what is, and how hard it comes.
pub struct Schedule {
    rng: Rng,
    tenants: usize,
    pub runtimes: usize,
    pub steps: usize,
    /// How likely each kind of event is, per mille of the sum.
    weights: [u32; KINDS],
    /// Patient callers never time out.
    patient: bool,
}

const KINDS: usize = 14;

/// Whether everything is well; then faults are the more likely, and otherwise their end.
#[derive(Debug, Clone, Copy)]
pub struct Situation {
    pub sts_is_well: bool,
    pub refusing_all: bool,
    pub parked: bool,
}

impl Schedule {
    pub fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        // One world in five hundred is that of a thousand tenants.
        let tenants = if seed % 500 == 499 {
            1_000
        } else {
            rng.usize(1..=6)
        };
        let mut weights = [0; KINDS];
        for weight in &mut weights {
            // Half of the faults don't occur in a world, the others the more often.
            *weight = if rng.bool() { rng.u32(5..60) } else { 0 };
        }
        weights[0] = 400;
        weights[1] = if tenants > 100 { 60 } else { 30 };
        weights[2] = 300;
        Self {
            tenants,
            runtimes: rng.usize(1..=3),
            steps: if tenants > 100 { 100 } else { 90 },
            weights,
            patient: rng.bool(),
            rng,
        }
    }

    pub fn tenants(&self) -> usize {
        self.tenants
    }

    pub fn seed_of_engine(&mut self) -> u64 {
        self.rng.u64(..)
    }

    /// Sessions as they are at the beginning.
    pub fn lifetime(&mut self) -> Millis {
        let lifetimes = [15 * MINUTE, 30 * MINUTE, HOUR, HOUR, HOUR, 12 * HOUR];
        lifetimes[self.rng.usize(..lifetimes.len())]
    }

    pub fn which_runtime(&mut self, among: usize) -> usize {
        self.rng.usize(..among)
    }

    pub fn next(&mut self, situation: Situation) -> Event {
        let total: u32 = self.weights.iter().sum();
        let mut at = self.rng.u32(..total);
        let mut kind = 0;
        for (index, weight) in self.weights.iter().enumerate() {
            if at < *weight {
                kind = index;
                break;
            }
            at -= weight;
        }
        let tenant = self.rng.usize(..self.tenants);
        match kind {
            1 => Event::Everybody,
            2 => Event::Time(self.time()),
            // Bad days of STS are long in requests and time, but they end.
            3 | 4 if !situation.sts_is_well => Event::Sts(Mood::Issuing {
                after: self.rng.u64(0..800),
            }),
            3 | 4 => Event::Sts(self.mood()),
            5 => Event::Step(self.step()),
            6 => Event::Revoke(tenant),
            7 => Event::RefuseAll(!situation.refusing_all),
            8 => Event::Cancel,
            9 => Event::DropRuntime(self.rng.usize(..)),
            10 if situation.parked => Event::Unpark,
            10 => Event::Park(self.rng.usize(..)),
            11 => Event::Stall(self.time()),
            12 => Event::Freeze(self.time()),
            13 => Event::Lifetime(if self.rng.bool() {
                self.lifetime()
            } else {
                self.rng.u64(60..15 * 60) * SECOND
            }),
            _ => Event::Requests {
                wish: self.wish(tenant),
                count: match self.rng.u8(..10) {
                    0 => self.rng.usize(20..60),
                    1..4 => self.rng.usize(2..8),
                    _ => 1,
                },
            },
        }
    }

    pub fn wish(&mut self, tenant: usize) -> Wish {
        let patience = [100, SECOND, 3 * SECOND, 30 * SECOND];
        let patience =
            (!self.patient && self.rng.bool()).then(|| patience[self.rng.usize(..patience.len())]);
        let latency = if self.rng.u8(..4) == 0 {
            self.rng.u64(1..20_000)
        } else {
            0
        };
        Wish {
            tenant,
            patience,
            latency,
        }
    }

    fn time(&mut self) -> Millis {
        match self.rng.u8(..10) {
            0 => self.rng.u64(1..20),
            1..3 => self.rng.u64(20..2_000),
            3..6 => self.rng.u64(2..40) * SECOND,
            6..9 => self.rng.u64(40..600) * SECOND,
            _ => self.rng.u64(10..70) * MINUTE,
        }
    }

    fn step(&mut self) -> i64 {
        let size = match self.rng.u8(..3) {
            0 => self.rng.i64(1..5_000),
            1 => self.rng.i64(5_000..600_000),
            _ => self.rng.i64(600_000..8_000_000),
        };
        if self.rng.bool() { size } else { -size }
    }

    fn mood(&mut self) -> Mood {
        match self.rng.u8(..8) {
            0 => Mood::Issuing {
                after: self.rng.u64(1..24) * SECOND,
            },
            1 => Mood::Silent,
            2 => Mood::Failing {
                after: self.rng.u64(0..15) * SECOND,
            },
            3 => Mood::Throttling,
            4 => Mood::Denying,
            5 => Mood::IssuingExpired,
            6 => Mood::Repeating,
            _ => Mood::Failing { after: 10 },
        }
    }
}
