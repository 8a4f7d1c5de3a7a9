//! What the library's source says there is, so that nothing new is forgotten here. The feature `embedded`, whose only
//! identity is a dummy, is left out.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dynamo-model/src")
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// What is about items and tables rather than about who signs: no credentials come near it.
const OF_ITEMS: [&str; 5] = [
    "item::",
    "error::",
    "partition::",
    "dynamo_model_derive::",
    // The operations on tables, in their own room.
    "self::{",
];

/// The types and traits that the library's modules export and that credentials come near.
pub fn public_types() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in ["lib.rs", "access/mod.rs", "table/mod.rs"] {
        let source = read(file);
        for statement in source.split("\npub use ").skip(1) {
            let statement = statement.split_once(';').unwrap().0;
            if OF_ITEMS.iter().any(|room| statement.starts_with(room)) {
                continue;
            }
            let words = statement.split(|c: char| !c.is_alphanumeric() && c != '_');
            let types = words.filter(|word| word.starts_with(char::is_uppercase));
            names.extend(types.map(str::to_owned));
        }
    }
    names
}

/// The variants of a public enum.
pub fn variants(name: &str) -> BTreeSet<String> {
    let head = format!("\npub enum {name}");
    let found = files(&root()).into_iter().find_map(|file| {
        let source = fs::read_to_string(file).unwrap();
        let (_, rest) = source.split_once(&head)?;
        Some(rest.split_once("\n}").unwrap().0.to_owned())
    });
    let body = found.unwrap_or_else(|| panic!("no enum `{name}`"));
    let lines = body.lines().filter_map(|line| line.strip_prefix("    "));
    lines
        .filter(|line| line.starts_with(char::is_uppercase))
        .filter_map(|line| line.split(|c: char| !c.is_alphanumeric()).next())
        .map(str::to_owned)
        .collect()
}

/// Where something is logged: `file.rs:12`.
pub fn log_statements() -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    for file in files(&root()) {
        let source = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_str().unwrap();
        for (line, text) in source.lines().enumerate() {
            let macros = text.split_once("tracing::").map(|(_, rest)| rest);
            if macros.is_some_and(|rest| rest.split_once('!').is_some()) {
                places.insert(format!("{name}:{}", line + 1));
            }
        }
    }
    places
}

/// The source files, without the feature `embedded`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("embedded") {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
