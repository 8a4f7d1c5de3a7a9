//! What the derive costs a crate of models: the time `cargo check` takes with and without it, and the lines it
//! expands to. A row of [`subjects::ALL`] is a crate; add one to compare with something else.

#![allow(missing_docs, reason = "a program")]

mod project;
mod subjects;

use std::{
    io,
    time::{Duration, Instant},
};

use project::Project;
use subjects::{ALL, MODELS};

/// The crates take turns, so that a busy machine slows down all of them.
const ROUNDS: usize = 15;

fn main() -> io::Result<()> {
    let projects = ALL
        .iter()
        .map(Project::write)
        .collect::<io::Result<Vec<_>>>()?;
    for project in &projects {
        // Dependencies are built here, and once only.
        project.check()?;
    }
    let mut times = vec![Vec::new(); projects.len()];
    for _ in 0..ROUNDS {
        for (project, times) in projects.iter().zip(&mut times) {
            project.touch()?;
            let started = Instant::now();
            project.check()?;
            times.push(started.elapsed());
        }
    }

    println!("{MODELS} models, `cargo check`, {ROUNDS} rounds");
    println!(
        "{:32}{:>10}{:>10}{:>15}{:>18}{:>18}",
        "", "median", "fastest", "more per model", "lines per model", "lines per field"
    );
    let mut plain = (0.0, 0.0);
    let ratio = ratio_to_serde(&times);
    for ((subject, project), times) in ALL.iter().zip(&projects).zip(&mut times) {
        times.sort_unstable();
        let (median, fastest) = (millis(times[ROUNDS / 2]), millis(times[0]));
        let lines = f64::from(project.expanded_lines()?);
        print!("{:32}{median:>7.0} ms{fastest:>7.0} ms", subject.name);
        if subject.is_plain() {
            plain = (fastest, lines);
            println!();
            continue;
        }
        // By the rounds that were disturbed least.
        let (plain_time, plain_lines) = plain;
        let models = f64::from(MODELS);
        println!(
            "{:>12.2} ms{:>18.0}{:>18.1}",
            (fastest - plain_time) / models,
            (lines - plain_lines) / models,
            (lines - plain_lines) / models / f64::from(subject.fields()),
        );
    }
    println!("derive(DynamoModel) takes {ratio:.2} of serde's two derives");
    Ok(())
}

/// The median over rounds, each compared with the one beside it: what other work disturbs least. Both are the last rows.
fn ratio_to_serde(times: &[Vec<Duration>]) -> f64 {
    let [.., ours, serde] = times else {
        return f64::NAN;
    };
    let mut ratios: Vec<f64> = ours
        .iter()
        .zip(serde)
        .map(|(ours, serde)| ours.as_secs_f64() / serde.as_secs_f64())
        .collect();
    ratios.sort_unstable_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
