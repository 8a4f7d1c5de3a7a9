use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::{
    Result,
    compile::Compiled,
    mutant::Mutant,
    options::Options,
    programs::{Outcome, Program},
    reach::{Reach, Test, side_by_side},
};

/// So many tests are asked at once: few at first, for most mutants are noticed by any of them.
const FEW: usize = 4;
const MANY: usize = 40;

/// What the tests say of a mutant.
pub enum Verdict {
    Caught,
    /// Noticed, for a test that ends does not end any more.
    Endless,
    /// Every test that comes by passes. So many were not asked, because they take too long.
    Missed {
        unasked: usize,
    },
    /// No test comes by.
    Unreached,
}

pub fn all(
    reach: &Reach,
    compiled: &Compiled,
    options: &Options,
    mutants: &[Mutant],
) -> Result<BTreeMap<usize, Verdict>> {
    let only = &options.only;
    let asked = |number: &usize| {
        let name = &mutants[*number].name;
        only.is_empty() || only.iter().any(|part| name.contains(part))
    };
    let numbers: Vec<_> = compiled.switched.iter().copied().filter(asked).collect();
    let catches = Mutex::new(vec![0_u32; reach.tests.len()]);
    let verdicts = side_by_side(numbers.len(), |at| {
        Question {
            mutant: numbers[at],
            reach,
            catches: &catches,
            patience: options.patience,
        }
        .verdict()
    })?;
    Ok(numbers.into_iter().zip(verdicts).collect())
}

struct Question<'a> {
    mutant: usize,
    reach: &'a Reach,
    /// How many mutants each test has caught.
    catches: &'a Mutex<Vec<u32>>,
    patience: Duration,
}

impl Question<'_> {
    fn verdict(&self) -> Result<Verdict> {
        let tests = self.tests();
        if tests.is_empty() {
            return Ok(Verdict::Unreached);
        }
        let mut spent = Duration::ZERO;
        let (asked, unasked): (Vec<_>, Vec<_>) = tests.into_iter().partition(|at| {
            let with_it = spent + self.reach.tests[*at].took;
            let fits = with_it <= self.patience;
            if fits {
                spent = with_it;
            }
            fits
        });
        let (few, many) = asked.split_at(asked.len().min(FEW));
        for tests in std::iter::once(few).chain(many.chunks(MANY)) {
            match self.ask(tests)? {
                Outcome::Passed => {}
                Outcome::Failed(_) => return Ok(Verdict::Caught),
                Outcome::Endless => return Ok(Verdict::Endless),
            }
        }
        Ok(Verdict::Missed {
            unasked: unasked.len(),
        })
    }

    /// The tests that come by: first those that are quick and have caught many.
    fn tests(&self) -> Vec<usize> {
        let catches = self.catches.lock().unwrap_or_else(PoisonError::into_inner);
        let cost = |at: usize, test: &Test| {
            test.took.as_secs_f64() / (1.0 + f64::from(catches[at]).sqrt())
        };
        let tests = self.reach.tests.iter().enumerate();
        let here = tests.filter(|(_, test)| test.mutants.contains(&self.mutant));
        let mut here: Vec<_> = here.map(|(at, test)| (cost(at, test), at)).collect();
        here.sort_by(|one, other| one.0.total_cmp(&other.0));
        here.into_iter().map(|(_, at)| at).collect()
    }

    /// Asks these tests, those of a program at once, until one fails.
    fn ask(&self, tests: &[usize]) -> Result<Outcome> {
        let mut programs = BTreeMap::<_, Vec<usize>>::new();
        for &at in tests {
            let program = self.reach.tests[at].program;
            programs.entry(program).or_default().push(at);
        }
        for (program, tests) in programs {
            match self.ask_program(&self.reach.programs[program], &tests)? {
                Outcome::Passed => {}
                noticed => return Ok(noticed),
            }
        }
        Ok(Outcome::Passed)
    }

    fn ask_program(&self, program: &Program, tests: &[usize]) -> Result<Outcome> {
        let of = |at: &usize| &self.reach.tests[*at];
        let names: Vec<_> = tests.iter().map(|at| of(at).name.as_str()).collect();
        let usual: Duration = tests.iter().map(|at| of(at).took).sum();
        let number = self.mutant.to_string();
        let output = self.reach.notes.join(format!("{number}.output"));
        let variable = ("MUTANT", number.as_ref());
        let limit = Duration::from_secs(6) + usual * 4;
        let outcome = program.run(&names, variable, limit, &output)?;
        if let Outcome::Failed(failed) = &outcome {
            let mut catches = self.catches.lock().unwrap_or_else(PoisonError::into_inner);
            for &at in tests.iter().filter(|at| failed.contains(&of(at).name)) {
                catches[at] += 1;
            }
        }
        Ok(outcome)
    }
}
