//! What items cost that are read and written: time, allocations and peak bytes of this library and of the AWS SDK with and
//! without `serde_dynamo`, by what the items are, how many, which way, and how much of a client takes part.

#![allow(missing_docs, reason = "a program")]

mod chart;
mod instructions;
mod report;
mod rounds;
#[allow(dead_code, unused_imports, reason = "nothing is read by hand")]
mod shape;
mod table;

use std::time::{Duration, Instant};

use report::Row;
use rounds::Side;
use shape::{Huge, Shape, Small, Tiny};
use table::{Outcome, Path, Table, Way, contestants, full_page};

const LENS: [usize; 4] = [1, 10, 100, 1000];
const WAYS: [Way; 2] = [Way::Decode, Way::Encode];
const PATHS: [Path; 2] = [Path::Codec, Path::Client];

/// How long a cell of the matrix may take, unless that is too short for these rounds.
const BUDGET: Duration = Duration::from_millis(2_500);
const LEAST_ROUNDS: usize = 5;
const MOST_ROUNDS: usize = 200;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` runs this as well, without the flag, and has no use for it.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    match arguments.first().map(String::as_str) {
        Some("instructions") => count_all(),
        Some("count") => count_one(&arguments),
        Some("page") => {
            let mut rows = Vec::new();
            measure::<Small>(&[1, full_page::<Small>()], &mut rows);
            report::print(&rows);
        }
        _ => {
            let mut rows = Vec::new();
            measure::<Tiny>(&LENS, &mut rows);
            let [one, ten, hundred, thousand] = LENS;
            let lens = [one, ten, hundred, thousand, full_page::<Small>()];
            measure::<Small>(&lens, &mut rows);
            measure::<Huge>(&LENS, &mut rows);
            report::print(&rows);
            let chart = concat!(env!("CARGO_MANIFEST_DIR"), "/matrix.svg");
            std::fs::write(chart, report::chart(&rows).to_string()).expect("a file");
        }
    }
}

/// Adds the rows of this shape.
fn measure<T: Shape>(lens: &[usize], rows: &mut Vec<Row>) {
    for &len in lens {
        let table = Table::<T>::of(len);
        for way in WAYS {
            for path in PATHS {
                eprintln!("{len} {}, {way:?}, {path:?}", T::NAME);
                rows.push(row(&table, len, way, path));
            }
        }
    }
}

fn row<T: Shape>(table: &Table<T>, len: usize, way: Way, path: Path) -> Row {
    let contestants = contestants();
    let sides: Vec<Option<Side<_, Outcome<T>>>> = contestants
        .iter()
        .map(|contestant| contestant.side(table, way, path))
        .collect();
    let there: Vec<bool> = sides.iter().map(Option::is_some).collect();
    let sides: Vec<_> = sides.into_iter().flatten().collect();
    let started = Instant::now();
    let rounds =
        (0..MOST_ROUNDS).take_while(|round| *round < LEAST_ROUNDS || started.elapsed() < BUDGET);
    let batch = (20 / len).max(1);
    let mut figures = rounds::measure(&sides, rounds, batch, || table).into_iter();
    Row {
        shape: T::NAME,
        len,
        way,
        path,
        json_bytes: table.json_bytes(),
        allocations_of_values: table.allocations_of_values(),
        figures: there
            .into_iter()
            .map(|is_there| is_there.then(|| figures.next()).flatten())
            .collect(),
    }
}

/// Has valgrind count for one item and for a page, of SMALL, what `serde_dynamo` and this library take.
fn count_all() {
    for len in [1, full_page::<Small>()] {
        for way in WAYS {
            for path in PATHS {
                println!("{len} SMALL, {way:?}, {path:?}: instructions");
                let times = times(len);
                for contestant in contestants::<Small>() {
                    if !matches!(contestant.letter, 'b' | 'd') {
                        continue;
                    }
                    let arguments = [
                        "count",
                        &len.to_string(),
                        &format!("{way:?}"),
                        &format!("{path:?}"),
                        &contestant.letter.to_string(),
                    ];
                    let (name, instructions) = instructions::under_valgrind(&arguments);
                    println!("    {name:24}{:>12}", instructions / u64::from(times));
                }
            }
        }
    }
}

/// What the program does when valgrind watches.
fn count_one(arguments: &[String]) {
    let [_, len, way, path, letter, ..] = arguments else {
        panic!("`count` needs a number of items, a way, a path and a contestant");
    };
    let len = len.parse().expect("a number of items");
    let way = WAYS.into_iter().find(|known| *way == format!("{known:?}"));
    let path = PATHS
        .into_iter()
        .find(|known| *path == format!("{known:?}"));
    let table = Table::<Small>::of(len);
    let side = contestants()
        .into_iter()
        .find(|contestant| letter.starts_with(contestant.letter))
        .and_then(|contestant| contestant.side(&table, way?, path?))
        .expect("a contestant that can do it");
    // The first request looks for credentials and endpoints.
    drop(side.act(&table));
    instructions::repeat(&side, times(len), || &table);
}

/// Maps are hashed anew each time, so that one of them says little.
fn times(len: usize) -> u32 {
    if len == 1 { 200 } else { 3 }
}
