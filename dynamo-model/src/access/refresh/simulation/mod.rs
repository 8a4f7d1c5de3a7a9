//! Hours of life in the refresh engine, thousands of times: services that fail in every way, callers who leave, frozen
//! machines, clocks that are set, runtimes that end. Each life follows from its seed; a witness says what must not be.

mod clock;
mod engine;
mod service;
mod witness;
mod world;

use std::{
    env,
    sync::atomic::{AtomicU64, Ordering},
    thread,
};

use self::{
    engine::Engine,
    witness::Figures,
    world::{Life, Plan},
};

const SEEDS: u64 = 10_000;

/// Names one life to be lived again; nothing else is read from the environment.
const SEED: &str = "DYNAMO_MODEL_SIMULATION_SEED";

const PLAN: Plan = Plan {
    roles: 3,
    steps: 60,
    engine: Engine::Ours,
};

#[test]
fn r_no_life_of_ten_thousand_shows_what_must_not_be() {
    let one = env::var(SEED).ok().and_then(|seed| seed.parse().ok());
    let (first, end) = one.map_or((0, SEEDS), |seed: u64| (seed, seed + 1));
    let next = AtomicU64::new(first);
    let workers = thread::available_parallelism().map_or(2, usize::from);
    let all = thread::scope(|scope| {
        let live = || {
            let mut figures = Figures::default();
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= end {
                    return figures;
                }
                let (violations, of_life) = Life::new(seed, PLAN).run(PLAN);
                assert!(
                    violations.is_empty(),
                    "in the life of seed {seed}:\n{}\nto live it again: {SEED}={seed} cargo test -p dynamo-model --lib \
                     r_no_life_of_ten_thousand",
                    violations.join("\n")
                );
                figures.add(&of_life);
            }
        };
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(live)).collect();
        let mut all = Figures::default();
        for worker in workers {
            match worker.join() {
                Ok(figures) => all.add(&figures),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    println!("{} lives: {all:#?}", end - first);
    assert!(all.served > 0 && all.failed > 0, "a life without either");
}

#[test]
fn a30_a_thousand_tenants_live_side_by_side() {
    let plan = Plan {
        roles: 1_000,
        steps: 400,
        engine: Engine::Ours,
    };
    for seed in 0..2 {
        let (violations, figures) = Life::new(seed, plan).run(plan);
        assert!(violations.is_empty(), "{}", violations.join("\n"));
        assert!(figures.served > 1_000);
    }
}

/// A witness that saw nothing would say nothing.
#[test]
fn r_an_engine_that_is_wrong_is_noticed() {
    for engine in Engine::WRONG {
        let plan = Plan { engine, ..PLAN };
        let noticed = (0..20).any(|seed| !Life::new(seed, plan).run(plan).0.is_empty());
        assert!(noticed, "{engine:?}");
    }
}
