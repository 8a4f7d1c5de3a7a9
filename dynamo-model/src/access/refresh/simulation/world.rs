//! One life: entries, the runtimes that drive them, callers who come and go, and what happens to them, all by one seed.

use std::{
    pin::pin,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    runtime::{Builder, Runtime},
    task::{JoinHandle, yield_now},
};

use super::{
    clock::EventClock,
    engine::{Desk, Engine},
    service::{Health, Identity, Service},
    witness::{Figures, Witness},
};
use crate::access::{
    clock::{Clock, SharedClock},
    events::Observers,
    refresh::{Entry, World},
};

/// Each identity by its number; the base is the first.
const BASE: usize = 0;

/// What a life is like.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Roles over one base.
    pub roles: usize,
    pub steps: usize,
    pub engine: Engine,
}

pub struct Life {
    random: fastrand::Rng,
    clock: EventClock,
    witness: Witness,
    base: Service,
    sts: Service,
    desk: Arc<Desk>,
    runtimes: Vec<Runtime>,
    callers: Vec<(usize, JoinHandle<()>)>,
    /// Either the machine is frozen now and then, or somebody sets its clock: both at once can't be told apart from
    /// time that passed.
    freezes: bool,
    /// What may lead to another call of a service, besides the time that passes.
    occasions: u32,
}

impl Life {
    pub fn new(seed: u64, plan: Plan) -> Self {
        let mut random = fastrand::Rng::with_seed(seed);
        let clock = EventClock::new();
        let shared = SharedClock::new(clock.clone());
        let witness = Witness::new(shared.clone());
        let lifetime = |random: &mut fastrand::Rng| {
            let choices = [900, 3600, 3600, 12 * 3600];
            Duration::from_secs(choices[random.usize(0..choices.len())])
        };
        let (base, sts) = (
            Service::new(lifetime(&mut random)),
            Service::new(lifetime(&mut random)),
        );
        let world = World {
            clock: shared.clone(),
            random: Arc::new(Mutex::new(random.fork())),
            observers: Observers::default(),
        };
        let identity = |number, service: &Service, base| {
            Arc::new(Identity {
                number,
                service: service.clone(),
                base,
                clock: shared.clone(),
                witness: witness.clone(),
            })
        };
        let mut sources = vec![identity(BASE, &base, None)];
        let mut entries = vec![Entry::new(
            "base",
            Arc::clone(&sources[BASE]) as _,
            world.clone(),
        )];
        for number in 1..=plan.roles {
            let over = Some((BASE, Arc::clone(&entries[BASE])));
            let source = identity(number, &sts, over);
            sources.push(Arc::clone(&source));
            entries.push(Entry::new(
                format!("role {number}"),
                source as _,
                world.clone(),
            ));
        }
        let mut life = Self {
            freezes: random.bool(),
            random,
            clock,
            witness,
            base,
            sts,
            desk: Arc::new(Desk::new(plan.engine, entries, sources)),
            runtimes: Vec::new(),
            callers: Vec::new(),
            occasions: 0,
        };
        life.witness.all_well(true);
        let runtimes = if life.random.u32(0..4) == 0 { 2 } else { 1 };
        life.runtimes.extend((0..runtimes).map(|_| runtime()));
        life
    }

    /// Lives the steps of the plan, then an hour in peace in which everybody is answered.
    pub fn run(mut self, plan: Plan) -> (Vec<String>, Figures) {
        for _ in 0..plan.steps {
            self.step();
        }
        self.base.turn(Health::Up);
        self.sts.turn(Health::Up);
        self.witness.all_well(true);
        self.pass(Duration::from_secs(75));
        for entry in 0..self.desk.entries.len() {
            self.call(entry, None);
        }
        self.pass(Duration::from_secs(3600));
        self.count_calls();
        self.count_tasks();
        self.witness.report()
    }

    fn step(&mut self) {
        match self.random.u32(0..100) {
            0..30 => {
                for _ in 0..self.random.usize(1..4) {
                    let entry = self.any_entry();
                    self.call(entry, None);
                }
            }
            30..35 => {
                let entry = self.any_entry();
                (0..20).for_each(|_| self.call(entry, None));
            }
            35..42 => {
                self.witness.fault("caller with a timeout");
                let patience = Duration::from_millis(self.random.u64(1..5_000));
                let entry = self.any_entry();
                self.call(entry, Some(patience));
            }
            42..46 => self.cancel(),
            46..72 => {
                let seconds = match self.random.u32(0..10) {
                    0..5 => self.random.f64() * 3.0,
                    5..8 => self.random.f64() * 90.0,
                    8 => self.random.f64() * 1_200.0,
                    _ => self.random.f64() * 7_200.0,
                };
                self.pass(Duration::from_secs_f64(seconds));
            }
            72..82 => self.fall_ill(),
            82..90 => self.get_well(),
            90..94 => self.reject(),
            94..96 => self.drop_runtime(),
            _ if self.freezes => {
                self.witness.fault("frozen machine");
                self.occasions += 1;
                let seconds = self.random.u64(1..7_200);
                self.clock.freeze(Duration::from_secs(seconds));
                // What was under way when the machine froze may end late.
                self.witness.all_well(false);
                self.witness.all_well(self.is_well());
            }
            _ => {
                self.witness.fault("clock set");
                self.occasions += 1;
                self.clock.set_wall(self.random.i64(-7_200..7_200));
            }
        }
        self.drive();
    }

    fn any_entry(&mut self) -> usize {
        self.random.usize(0..self.desk.entries.len())
    }

    /// Somebody needs an entry's credentials, for so long at the most.
    fn call(&mut self, number: usize, patience: Option<Duration>) {
        let desk = Arc::clone(&self.desk);
        let (witness, clock) = (self.witness.clone(), self.clock.clone());
        let base = (number != BASE).then_some(BASE);
        let at = self.random.usize(0..self.runtimes.len());
        let task = self.runtimes[at].spawn(async move {
            let began = clock.monotonic();
            let clock = SharedClock::new(clock);
            let asked = pin!(desk.credentials(number));
            let answer = match patience {
                None => Some(asked.await),
                Some(limit) => clock.within(limit, asked).await,
            };
            if let Some(answer) = answer {
                witness.answered(number, base, began, &answer);
            }
        });
        self.callers.push((at, task));
    }

    fn cancel(&mut self) {
        if !self.callers.is_empty() {
            self.witness.fault("caller gone");
            let at = self.random.usize(0..self.callers.len());
            self.callers.swap_remove(at).1.abort();
        }
    }

    fn fall_ill(&mut self) {
        let illness = Health::UNWELL[self.random.usize(0..Health::UNWELL.len())];
        self.witness.fault(match illness {
            Health::Slow => "slow",
            Health::Failing => "failing",
            Health::Throttling => "throttling",
            Health::Denying => "denying",
            Health::Silent => "silent",
            Health::Stale | Health::Up => "ended when issued",
        });
        self.occasions += 1;
        let service = if self.random.u32(0..4) == 0 {
            &self.base
        } else {
            &self.sts
        };
        service.turn(illness);
        self.witness.all_well(self.is_well());
    }

    fn get_well(&mut self) {
        self.occasions += 1;
        self.base.turn(Health::Up);
        self.sts.turn(Health::Up);
        self.witness.all_well(true);
    }

    fn is_well(&self) -> bool {
        self.base.health().is_well() && self.sts.health().is_well()
    }

    /// A service refuses the key in use.
    fn reject(&mut self) {
        let entry = self.any_entry();
        let entry = &self.desk.entries[entry];
        let _context = self.runtimes[0].enter();
        if let Some(credentials) = entry.ready() {
            self.witness.fault("key refused");
            self.occasions += 1;
            let key_id = credentials.access_key_id();
            if entry.reject(key_id, "ExpiredTokenException") {
                self.witness.refused(key_id);
                // Whoever comes now may find nothing for as long as a rejection may not lead to a refresh.
                self.witness.all_well(false);
                self.witness.all_well(self.is_well());
            }
        }
    }

    fn drop_runtime(&mut self) {
        self.witness.fault("runtime dropped");
        self.occasions += 1;
        let at = self.random.usize(0..self.runtimes.len());
        self.runtimes[at] = runtime();
        for (of, _) in &mut self.callers {
            if *of == at {
                *of = usize::MAX;
            }
        }
    }

    /// Time passes, and everybody is woken when they want to be.
    fn pass(&mut self, by: Duration) {
        let end = self.clock.monotonic() + by;
        for _ in 0..100_000 {
            self.drive();
            match self.clock.next_event() {
                Some(next) if next <= end => self.clock.go_on_to(next),
                _ => {
                    self.clock.go_on_to(end);
                    self.drive();
                    return;
                }
            }
        }
        self.witness
            .violation(format_args!("100,000 events within {by:?}"));
    }

    /// Lets every task go as far as it can at this time.
    fn drive(&mut self) {
        // A base's flight wakes its role's, and that one its callers: on one runtime, or back and forth between two.
        for _ in 0..self.runtimes.len() {
            for runtime in &self.runtimes {
                runtime.block_on(async {
                    for _ in 0..4 {
                        yield_now().await;
                    }
                });
            }
        }
        self.callers.retain(|(_, task)| !task.is_finished());
    }

    /// A refresh when it is due, and repeats that are bounded: one in 3.7 seconds is as often as a refusal is repeated.
    fn count_calls(&self) {
        let seconds = self.clock.monotonic().as_secs();
        let bound = 30 + seconds * 10 / 37 + 6 * u64::from(self.occasions);
        for number in 0..self.desk.entries.len() {
            let starts = u64::from(self.witness.starts(number));
            if starts > bound {
                self.witness.violation(format_args!(
                    "identity {number} was asked for {starts} times in {seconds} s"
                ));
            }
        }
    }

    /// A flight and a timer for each entry are all that stays behind.
    fn count_tasks(&self) {
        let bound = self.callers.len() + 2 * self.desk.entries.len();
        for runtime in &self.runtimes {
            let tasks = runtime.metrics().num_alive_tasks();
            if tasks > bound {
                self.witness.violation(format_args!(
                    "{tasks} tasks are left of {bound} at the most"
                ));
            }
        }
    }
}

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .build()
        .expect("a runtime without input and output")
}
