//! Whether the mutant of a number is on. For the time of a run, this is a module of the library.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs::{self, OpenOptions},
    io::Write,
    os::unix::{ffi::OsStrExt, process::parent_id},
    sync::{
        LazyLock,
        atomic::{AtomicBool, Ordering},
    },
};

static CHOSEN: LazyLock<Option<usize>> =
    LazyLock::new(|| variable("MUTANT")?.to_str()?.parse().ok());
static NOTES: LazyLock<Option<OsString>> = LazyLock::new(|| variable("MUTANTS_REACHED"));
static REACHED: [AtomicBool; 20_000] = [const { AtomicBool::new(false) }; 20_000];

pub fn on(mutant: usize) -> bool {
    if let Some(notes) = &*NOTES
        && !REACHED[mutant].swap(true, Ordering::Relaxed)
    {
        let notes = OpenOptions::new().append(true).create(true).open(notes);
        // In one piece: other threads and processes write there, too.
        let line = format!("{mutant}\n");
        let mut notes = notes.expect("the file of MUTANTS_REACHED");
        notes.write_all(line.as_bytes()).expect("a line more");
    }
    *CHOSEN == Some(mutant)
}

/// Tests may start a process with an environment that is theirs alone: it looks at that of its parent.
fn variable(name: &str) -> Option<OsString> {
    let of_parent = || {
        let environment = fs::read(format!("/proc/{}/environ", parent_id())).ok()?;
        let prefix = format!("{name}=");
        let mut variables = environment.split(|byte| *byte == 0);
        let value = variables.find_map(|variable| variable.strip_prefix(prefix.as_bytes()))?;
        Some(OsStr::from_bytes(value).to_owned())
    };
    env::var_os(name).or_else(of_parent)
}
