//! One world: tenants, their identities, runtimes that are driven by hand on one thread, an STS, a clock. It goes from
//! event to event until one of its promises is broken or its time is over.

use std::{collections::VecDeque, sync::Arc};

use tokio::{
    runtime::{Builder, Runtime},
    task::yield_now,
};

use crate::{
    clock::{Millis, SECOND, WorldClock},
    invariants::{Breach, Invariants},
    report::Figures,
    request::{Request, Wish},
    schedule::{Event, Schedule, Situation},
    signer::Signer,
    sts::{Sts, TenantSts},
};

/// What a caller that is driven can wait for at the most: three flights, if others have each of the new sessions rejected.
const LONGEST_WAIT: Millis = 65 * SECOND;

/// How often somebody can wake while no time passes.
const MOST_AT_ONCE: usize = 10_000;

/// How many events before its end a story tells.
const REMEMBERED: usize = 40;

/// Makes the identity of a tenant.
pub type Maker<'m> = &'m dyn Fn(TenantSts, WorldClock, u64) -> Arc<dyn Signer>;

pub struct World {
    clock: WorldClock,
    invariants: Invariants,
    sts: Sts,
    schedule: Schedule,
    signers: Vec<Arc<dyn Signer>>,
    runtimes: Vec<Loop>,
    requests: Vec<Request>,
    refusing_all: bool,
    /// Until when waits may be longer: time has not been even.
    uneven_until: Millis,
    story: VecDeque<(Millis, Event)>,
}

/// A runtime.
struct Loop {
    runtime: Runtime,
    number: usize,
    parked: bool,
}

impl Loop {
    fn new(number: usize) -> Self {
        Self {
            runtime: Builder::new_current_thread().build().expect("a runtime"),
            number,
            parked: false,
        }
    }

    fn tasks(&self) -> usize {
        self.runtime.metrics().num_alive_tasks()
    }

    /// Lets so many tasks that may have been woken run until they wait.
    fn drive(&self, woken: usize) {
        if self.parked {
            return;
        }
        self.runtime.block_on(async {
            // Up to 61 tasks run between two of these, and some wake others.
            for _ in 0..2 + woken / 30 {
                yield_now().await;
            }
        });
    }
}

/// How a world ended.
pub struct Ending {
    pub figures: Figures,
    pub breach: Option<Breach>,
    pub story: VecDeque<(Millis, Event)>,
}

impl World {
    /// A world from its beginning to its end.
    pub fn run(seed: u64, make: Maker<'_>) -> Ending {
        let mut schedule = Schedule::new(seed);
        let clock = WorldClock::default();
        let invariants = Invariants::new(clock.clone(), schedule.tenants());
        let sts = Sts::new(clock.clone(), schedule.lifetime(), invariants.clone());
        let signers = (0..schedule.tenants())
            .map(|tenant| make(sts.of(tenant), clock.clone(), schedule.seed_of_engine()))
            .collect();
        let runtimes = (0..schedule.runtimes).map(Loop::new).collect();
        invariants.runtimes_are(schedule.runtimes);
        let mut world = Self {
            clock,
            invariants,
            sts,
            schedule,
            signers,
            runtimes,
            requests: Vec::new(),
            refusing_all: false,
            uneven_until: 0,
            story: VecDeque::new(),
        };
        for _ in 0..world.schedule.steps {
            let event = world.schedule.next(world.situation());
            world.tell(event);
            world.happen(event);
            world.check();
            if world.invariants.breach().is_some() {
                break;
            }
        }
        world.end()
    }

    fn situation(&self) -> Situation {
        Situation {
            sts_is_well: self.sts.mood().is_well(),
            refusing_all: self.refusing_all,
            parked: self.runtimes.iter().any(|it| it.parked),
        }
    }

    fn tell(&mut self, event: Event) {
        if self.story.len() == REMEMBERED {
            self.story.pop_front();
        }
        self.story.push_back((self.clock.moment().monotonic, event));
        if let Some(kind) = event.fault() {
            self.invariants.figures(|figures| figures.fault(kind));
        }
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Requests { wish, count } => {
                for _ in 0..count {
                    self.request(wish);
                }
                self.drive(count);
            }
            Event::Everybody => {
                for tenant in 0..self.signers.len() {
                    let wish = self.schedule.wish(tenant);
                    self.request(wish);
                }
                self.drive(self.signers.len());
            }
            Event::Time(by) => self.time(by),
            Event::Stall(by) => {
                self.jolt();
                let woken = self.clock.advance(by);
                self.drive(woken.len());
                self.uneven();
            }
            Event::Freeze(by) => {
                self.jolt();
                self.clock.freeze(by);
                self.uneven();
            }
            Event::Step(by) => {
                self.jolt();
                self.clock.step(by);
                self.uneven();
            }
            Event::Sts(mood) => self.sts.set_mood(mood),
            Event::Lifetime(lifetime) => self.sts.set_lifetime(lifetime),
            Event::Revoke(tenant) => self.invariants.revoke(tenant),
            Event::RefuseAll(refusing) => {
                self.refusing_all = refusing;
                self.invariants.refuse_all(refusing);
            }
            Event::Cancel => {
                let open = self.requests.iter_mut().find(|request| !request.cancelled);
                if let Some(request) = open {
                    request.cancelled = true;
                    request.task.abort();
                    self.invariants.figures(|figures| figures.cancelled += 1);
                    self.drive(1);
                }
            }
            Event::DropRuntime(which) => self.drop_runtime(which),
            Event::Park(which) => {
                let which = which % self.runtimes.len();
                // Somebody has to go on.
                if self.runtimes.len() > 1 {
                    self.jolt();
                    self.runtimes[which].parked = true;
                }
            }
            Event::Unpark => {
                self.jolt();
                for it in &mut self.runtimes {
                    it.parked = false;
                }
                self.drive(self.tasks());
                self.uneven();
            }
        }
    }

    fn request(&mut self, wish: Wish) {
        self.invariants.figures(|figures| figures.requests += 1);
        let which = self.schedule.which_runtime(self.runtimes.len());
        let on = &self.runtimes[which];
        self.requests.push(Request::start(
            wish,
            (on.number, on.runtime.handle()),
            Arc::clone(&self.signers[wish.tenant]),
            self.clock.clone(),
            self.invariants.clone(),
        ));
    }

    /// Time passes from one sleeper's end to the next.
    fn time(&mut self, by: Millis) {
        let mut left = by;
        let mut at_once = 0;
        while let Some(next) = self.clock.next().filter(|next| *next <= left) {
            let woken = self.clock.advance(next);
            left -= next;
            at_once = if next == 0 { at_once + 1 } else { 0 };
            if at_once > MOST_AT_ONCE {
                return self.invariants.endless();
            }
            for it in &self.runtimes {
                let here = it.runtime.handle().id();
                let woken = woken.iter().filter(|on| **on == here).count();
                if woken > 0 {
                    it.drive(woken + self.requests.len());
                }
            }
            if self.invariants.breach().is_some() {
                return;
            }
        }
        self.clock.advance(left);
        self.drive(0);
    }

    fn drop_runtime(&mut self, which: usize) {
        self.jolt();
        let which = which % self.runtimes.len();
        let number = self
            .runtimes
            .iter()
            .map(|it| it.number)
            .max()
            .map_or(0, |most| most + 1);
        let gone = std::mem::replace(&mut self.runtimes[which], Loop::new(number)).number;
        let before = self.requests.len();
        self.requests
            .retain(|request| request.runtime != gone || request.task.is_finished());
        let lost = before - self.requests.len();
        self.invariants
            .figures(|figures| figures.cancelled += lost as u64);
        self.uneven();
    }

    fn jolt(&self) {
        self.invariants.jolt();
    }

    fn uneven(&mut self) {
        self.uneven_until = self.clock.moment().monotonic + LONGEST_WAIT;
    }

    fn drive(&self, woken: usize) {
        for it in &self.runtimes {
            // One flight may wake all who are under way.
            it.drive(woken + self.requests.len());
        }
    }

    fn tasks(&self) -> usize {
        self.runtimes.iter().map(Loop::tasks).sum()
    }

    fn check(&mut self) {
        self.requests.retain(|request| !request.task.is_finished());
        self.invariants
            .memory(self.tasks(), self.clock.sleepers(), self.requests.len());
        let now = self.clock.moment();
        if now.monotonic < self.uneven_until {
            return;
        }
        for request in &self.requests {
            let parked = self
                .runtimes
                .iter()
                .any(|it| it.parked && it.number == request.runtime);
            let since = request.waiting_since().filter(|_| !parked);
            let since = since.map_or(now.monotonic, |since| since.max(self.uneven_until));
            let waited = now.monotonic.saturating_sub(since);
            if waited > LONGEST_WAIT {
                self.invariants.stuck(request.tenant, waited);
            }
        }
    }

    /// All handles go, and what they left behind must go with them.
    fn end(mut self) -> Ending {
        for it in &mut self.runtimes {
            it.parked = false;
        }
        for request in self.requests.drain(..) {
            request.task.abort();
        }
        self.drive(self.tasks());
        self.signers.clear();
        self.drive(self.tasks());
        let tasks = self.tasks();
        self.invariants.after_the_end(tasks, self.clock.sleepers());
        let mut figures = self.invariants.figures(|figures| figures.clone());
        figures.worlds = 1;
        figures.tenants = self.schedule.tenants() as u64;
        figures.simulated_ms = self.clock.truth();
        Ending {
            figures,
            breach: self.invariants.breach(),
            story: self.story,
        }
    }
}
