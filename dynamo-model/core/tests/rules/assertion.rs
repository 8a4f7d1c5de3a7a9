//! What stops the compiler.

use std::panic::catch_unwind;

use dynamo_model_core::{Violation, assert as assert_rule, session_duration};

#[test]
fn a_kept_rule_stops_nothing() {
    assert_rule("expiration", session_duration::check(900));
}

#[test]
#[should_panic(expected = "`expiration` must be between 900 and 43200 seconds, but is 60")]
fn a_broken_rule_is_the_whole_sentence() {
    assert_rule("expiration", session_duration::check(60));
}

#[test]
fn the_longest_sentence_fits() {
    let violation = Violation::new().text(&"x".repeat(1000));
    let panic = catch_unwind(|| assert_rule(&"s".repeat(64), Err(violation))).unwrap_err();
    let message = panic.downcast_ref::<String>().unwrap();
    assert!(message.ends_with("x…"), "{message}");
    assert!(message.contains(violation.as_str()), "{message}");
}
