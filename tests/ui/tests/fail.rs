//! Inputs that must not compile, and what the compiler says about them: `fail/<class>/<mistake>.rs`, one mistake each.
//! `TRYBUILD=overwrite cargo test -p ui` writes the snapshots anew; every sentence of them is then to be read.

use std::{fs, path::PathBuf};

/// Id without secret, secret without id, token alone, nothing at all: from literals, constants and defaults.
#[test]
fn a17_half_a_key_pair_does_not_compile() {
    refuse("a17_");
}

/// Durations, session names and role ARNs that STS would refuse.
#[test]
fn a18_values_that_sts_refuses_do_not_compile() {
    refuse("a18_");
}

/// Role options without a role, unknown options, both spellings, an option twice, five mistakes at once.
#[test]
fn a20_options_that_do_not_go_together_do_not_compile() {
    refuse("a20_");
}

/// Models of different access in one batch or transaction.
#[test]
fn a21_one_request_has_one_access() {
    refuse("a21_");
}

/// Two partition keys, two sort keys, two versions, two times to live, two times of creation or of change.
#[test]
fn m2_a_role_twice_does_not_compile() {
    refuse("m2_");
}

/// Everything that no acceptance case names: options, types of fields, values, keys, expressions.
#[test]
fn every_other_mistake_has_its_sentence() {
    refuse_if(|name| {
        ["a17_", "a18_", "a20_", "a21_", "m2_"]
            .iter()
            .all(|case| !name.starts_with(case))
    });
}

/// rustc prints the source line under a message; none of them may hold a secret.
#[test]
fn a23_no_message_shows_a_secret() {
    let mut read = 0;
    for file in files("stderr") {
        let text = fs::read_to_string(&file).expect("a snapshot");
        for secret in [
            "fixture",
            "my_secret_access_key",
            "my_session_token",
            "2718",
        ] {
            assert!(!text.contains(secret), "{} shows a secret", file.display());
        }
        read += 1;
    }
    assert_eq!(read, files("rs").len(), "one snapshot per mistake");
}

fn refuse(case: &str) {
    refuse_if(|name| name.starts_with(case));
}

fn refuse_if(wanted: impl Fn(&str) -> bool) {
    let cases = trybuild::TestCases::new();
    let mut count = 0;
    for file in files("rs") {
        if file
            .file_name()
            .is_some_and(|name| wanted(&name.to_string_lossy()))
        {
            cases.compile_fail(file);
            count += 1;
        }
    }
    assert!(count > 0, "no such case");
}

fn files(extension: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir("fail")
        .expect("the classes of mistakes")
        .flat_map(|class| fs::read_dir(class.expect("a class").path()).expect("its mistakes"))
        .map(|file| file.expect("a file").path())
        .filter(|file| file.extension().is_some_and(|found| found == extension))
        .collect();
    found.sort();
    found
}
