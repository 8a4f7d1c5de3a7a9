//! A service under load for as long as one likes, on days when AWS is not well: sessions of seconds, refusals, throttling,
//! connections that drop. `cargo run --release -p benches --example soak -- --seconds 600`. It fails if a write was lost, a
//! request was signed by another identity, or one failed for want of credentials
//! while there were some.

mod aws;
mod latency;
mod load;
mod memory;
mod models;

use std::{
    env,
    process::ExitCode,
    time::{Duration, Instant},
};

use aws::Aws;
use load::Load;

/// By default; `.ci/run` takes as long.
const SECONDS: u64 = 60;

const SEED: u64 = 20_120_118;

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    let (seconds, seed) = match options(env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("{problem}\nusage: soak [--seconds N] [--seed N]");
            return ExitCode::FAILURE;
        }
    };
    println!("seed {seed}, {seconds} s");
    let aws = Aws::start(seed);
    let load = Load::start(&aws);
    let settled = Duration::from_secs(seconds / 5);
    let (begin, end) = (Instant::now(), Duration::from_secs(seconds));
    tokio::time::sleep(settled).await;
    let before = memory::resident();
    while begin.elapsed() < end {
        tokio::time::sleep(Duration::from_secs(1)).await;
        aws.forget();
    }
    let after = memory::resident();
    let done = load.finish().await;
    println!("{aws}\n{done}");
    if let (Some(before), Some(after)) = (before, after) {
        println!("memory: {before} KiB after {settled:?}, {after} KiB at the end");
    }
    if aws.is_content() && done.is_content() {
        ExitCode::SUCCESS
    } else {
        eprintln!("what must not happen did");
        ExitCode::FAILURE
    }
}

fn options(mut words: impl Iterator<Item = String>) -> Result<(u64, u64), String> {
    let (mut seconds, mut seed) = (SECONDS, SEED);
    while let Some(word) = words.next() {
        let option = match &*word {
            "--seconds" => &mut seconds,
            "--seed" => &mut seed,
            other => return Err(format!("`{other}` is no option")),
        };
        let value = words.next().unwrap_or_default();
        *option = value
            .parse()
            .map_err(|_| format!("`{word}` takes a whole number, not `{value}`"))?;
    }
    Ok((seconds, seed))
}
