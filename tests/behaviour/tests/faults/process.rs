//! A process of its own, for what is read from the real environment: a test runs itself again in it, with an
//! environment that holds nothing but what the test says.

use std::{env, process::Command};

/// Set in the environment of such a process.
const MARK: &str = "FAULTS_TEST_CHILD";

/// Stands in front of what the process has to tell.
const TOLD: &str = "\ntold: ";

pub fn is_child() -> bool {
    env::var_os(MARK).is_some()
}

/// Tells the parent something.
pub fn tell(what: &str) {
    println!("{TOLD}{what}");
}

/// Runs the test of this name, such as `options::a17_this`, and hears what it tells.
pub fn run(test: &str, variables: &[(&str, &str)]) -> String {
    let output = Command::new(env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env_clear()
        .env(MARK, "1")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&output.stdout);
    let told = words
        .split_once(TOLD)
        .and_then(|(_, told)| told.lines().next());
    match told {
        Some(told) if output.status.success() => told.to_owned(),
        _ => panic!("{words}{}", String::from_utf8_lossy(&output.stderr)),
    }
}
