use std::{
    collections::BTreeSet,
    fs,
    path::PathBuf,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{
    Result,
    programs::{Outcome, Program},
    tree::Tree,
};

/// Longer than any test takes.
const LIMIT: Duration = Duration::from_mins(15);

/// Which test comes by which mutants.
pub struct Reach {
    pub programs: Vec<Program>,
    pub tests: Vec<Test>,
    pub notes: PathBuf,
}

pub struct Test {
    /// The place of its program.
    pub program: usize,
    pub name: String,
    pub took: Duration,
    pub mutants: BTreeSet<usize>,
}

impl Reach {
    /// Runs each test by itself while no mutant is on.
    pub fn of(programs: Vec<Program>, tree: &Tree) -> Result<Self> {
        let notes = tree.notes()?;
        let mut names = Vec::new();
        for (at, program) in programs.iter().enumerate() {
            names.extend(program.tests()?.into_iter().map(|name| (at, name)));
        }
        eprintln!("{} tests", names.len());
        let tests = side_by_side(names.len(), |at| {
            let (program, name) = &names[at];
            let reached = notes.join(format!("{at}.reached"));
            let output = notes.join(format!("{at}.output"));
            let variable = ("MUTANTS_REACHED", reached.as_os_str());
            let started = Instant::now();
            match programs[*program].run(&[name.as_str()], variable, LIMIT, &output)? {
                Outcome::Passed => {}
                _ => return Err(format!("{name} does not pass, and no mutant is on").into()),
            }
            let took = started.elapsed();
            let reached = fs::read_to_string(reached).unwrap_or_default();
            let mutants = reached
                .lines()
                .map(str::parse)
                .collect::<std::result::Result<_, _>>()?;
            Ok(Test {
                program: *program,
                name: name.clone(),
                took,
                mutants,
            })
        })?;
        Ok(Self {
            programs,
            tests,
            notes,
        })
    }
}

/// What the work gives for each number below `count`, in their order; as many at once as there are processors.
pub fn side_by_side<T: Send>(
    count: usize,
    work: impl Fn(usize) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(count));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= count {
                        return;
                    }
                    let result = work(at).map_err(|error| error.to_string());
                    if result.is_err() {
                        next.store(count, Ordering::Relaxed);
                    }
                    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                    done.push((at, result));
                    if done.len() % 100 == 0 {
                        eprintln!("{} of {count}", done.len());
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter()
        .map(|(_, result)| result.map_err(Into::into))
        .collect()
}
