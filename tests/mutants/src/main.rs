//! Asks the tests about thousands of mutants of the library, which are compiled once: each stands in the code behind a
//! switch, and the environment says which is on. `tests/MUTANTS.md` tells how to run it and what came of it.
//!
//! The mutants are those of cargo-mutants, which builds the library anew for each. What is no matter of a switch is
//! left to it: constants, functions that constants are made with, and `impl Trait`.

mod cargo;
mod compile;
mod mutant;
mod options;
mod programs;
mod reach;
mod report;
mod switched;
mod tree;
mod verdict;

use std::{error::Error, process::ExitCode};

use crate::{options::Options, reach::Reach, report::Report, tree::Tree};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(report) => {
            print!("{report}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("mutants: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<Report> {
    let options = Options::from_arguments(std::env::args().skip(1))?;
    let tree = Tree::of_head()?;
    let mutants = mutant::list(&tree, &options)?;
    eprintln!("{} mutants", mutants.len());
    let (compiled, tests) = compile::all(&tree, &mutants)?;
    let reach = Reach::of(tests, &tree)?;
    let verdicts = verdict::all(&reach, &compiled, &options, &mutants)?;
    Ok(Report::new(mutants, &compiled, &verdicts))
}
