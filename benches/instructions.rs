//! Instructions, counted by valgrind: a figure that other work on the machine does not touch.

use std::{env, hint::black_box, process::Command};

use super::rounds::Side;

/// Does the one side's work and nothing else that is counted.
pub fn repeat<I, O>(side: &Side<I, O>, times: u32, input: impl Fn() -> I) {
    for _ in 0..times {
        drop(counted(side, input()));
    }
    println!("{}", side.name());
}

/// What valgrind counts.
#[inline(never)]
fn counted<I, O>(side: &Side<I, O>, input: I) -> O {
    black_box(side.act(input))
}

/// Starts this program under valgrind with these arguments, of which it is to make one call of [`repeat`]. Gives the name
/// of the side, and the instructions of all times.
pub fn under_valgrind(arguments: &[&str]) -> (String, u64) {
    let output = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--callgrind-out-file=/dev/null",
            "--toggle-collect=*counted*",
        ])
        .arg(env::current_exe().expect("this program"))
        .args(arguments)
        .arg("--bench")
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
