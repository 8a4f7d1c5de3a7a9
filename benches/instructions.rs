//! Instructions that a conversion takes, counted by valgrind: a figure that other work on the machine does not touch.

use std::{env, process::Command};

use super::{
    decoders, encoders,
    rounds::Side,
    shape::{Huge, Shape, Small, Tiny},
};

/// Maps are hashed anew each time, so that one of them says little.
const TIMES: u32 = 1_000;

/// Starts this program under valgrind for each side.
pub fn report() {
    for row in ROWS {
        println!("{} {}: instructions", row.shape, row.way);
        for side in 0..3 {
            let (name, instructions) = under_valgrind(row, side);
            println!("    {name:14}{:>9}", instructions / u64::from(TIMES));
        }
    }
}

/// What the program does when valgrind watches: one side's work and nothing else.
pub fn count(arguments: &[String]) {
    let [_, shape, way, side, ..] = arguments else {
        panic!("`count` needs a row and a side");
    };
    let side: usize = side.parse().expect("the number of a side");
    let row = ROWS
        .iter()
        .find(|row| row.shape == shape && row.way == way)
        .expect("a row");
    println!("{}", (row.act)(side));
}

struct Row {
    shape: &'static str,
    way: &'static str,
    act: fn(usize) -> &'static str,
}

const ROWS: &[Row] = &[
    row::<Tiny>("decode", decode::<Tiny>),
    row::<Small>("decode", decode::<Small>),
    row::<Small>("encode", encode::<Small>),
    row::<Huge>("decode", decode::<Huge>),
];

const fn row<T: Shape>(way: &'static str, act: fn(usize) -> &'static str) -> Row {
    Row {
        shape: T::NAME,
        way,
        act,
    }
}

fn decode<T: Shape>(side: usize) -> &'static str {
    let item = T::sample(7).write();
    repeat(&decoders::<T>()[side], || item.clone())
}

fn encode<T: Shape>(side: usize) -> &'static str {
    let value: &'static T = Box::leak(Box::new(T::sample(7)));
    repeat(&encoders::<T>()[side], || value)
}

fn repeat<I, O>(side: &Side<I, O>, input: impl Fn() -> I) -> &'static str {
    for _ in 0..TIMES {
        drop(counted(side, input()));
    }
    side.name()
}

/// What valgrind counts.
#[inline(never)]
fn counted<I, O>(side: &Side<I, O>, input: I) -> O {
    std::hint::black_box(side.act(input))
}

fn under_valgrind(row: &Row, side: usize) -> (String, u64) {
    let output = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            "--toggle-collect=*counted*",
        ])
        .arg(env::current_exe().expect("this program"))
        .args(["count", row.shape, row.way, &side.to_string(), "--bench"])
        .output()
        .expect("valgrind is installed");
    let told = String::from_utf8_lossy(&output.stderr);
    let collected = told
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .and_then(|(_, number)| number.trim().parse().ok());
    let Some(collected) = collected else {
        panic!("valgrind did not count: {told}");
    };
    let name = String::from_utf8_lossy(&output.stdout);
    (name.trim().to_owned(), collected)
}
