use std::ops::Range;

use crate::{mutant::Mutant, switched::Switched};

/// A mutant at a text, which stands once in the source.
fn mutant(source: &str, genre: &str, at: &str, replacement: &str) -> Mutant {
    let start = source.find(at).expect("the text is in the source");
    let line = source[..start].matches('\n').count() + 1;
    let column = source[..start]
        .chars()
        .rev()
        .take_while(|c| *c != '\n')
        .count()
        + 1;
    serde_json::from_value(serde_json::json!({
        "file": "src/lib.rs",
        "name": "",
        "genre": genre,
        "span": { "start": { "line": line, "column": column } },
        "replacement": replacement,
        "function": { "return_type": "-> u8" },
    }))
    .expect("a mutant")
}

/// The source with these mutants, numbered from zero.
fn with(source: &str, mutants: &[(&str, &str, &str)]) -> Switched {
    let mutants: Vec<_> = mutants
        .iter()
        .map(|(genre, at, replacement)| mutant(source, genre, at, replacement))
        .collect();
    let numbered: Vec<_> = mutants.iter().enumerate().collect();
    Switched::new(source, &numbered).expect("the source is Rust")
}

fn left(source: &str, mutants: &[(&str, &str, &str)]) -> Vec<usize> {
    with(source, mutants).left
}

/// The text, in which `on(N)` stands for the switch.
fn switched(source: &str, mutants: &[(&str, &str, &str)]) -> String {
    let switched = with(source, mutants);
    syn::parse_file(&switched.text).expect("what comes of it is Rust");
    for (number, Range { start, end }) in switched.mutants {
        let on = format!("crate::mutant_switch::on({number})");
        assert!(switched.text[start..end].contains(&on));
    }
    switched.text.replace("crate::mutant_switch::", "")
}

#[test]
fn an_operator_is_chosen_among_its_alternatives() {
    let source = "fn f(a: u8, b: u8) -> bool { a < b }";
    let mutants = [
        ("BinaryOperator", "< b", "=="),
        ("BinaryOperator", "< b", ">"),
    ];
    assert_eq!(
        switched(source, &mutants),
        "fn f(a: u8, b: u8) -> bool { (if on(0) { (a) == (b) } else if on(1) { (a) > (b) } else { a < b }) }"
    );
}

#[test]
fn operands_have_mutants_of_their_own() {
    let source = "fn f(a: u8, b: bool) -> bool { a == 1 && !b }";
    let mutants = [
        ("BinaryOperator", "&&", "||"),
        ("BinaryOperator", "==", "!="),
        ("UnaryOperator", "!b", ""),
    ];
    assert_eq!(
        switched(source, &mutants),
        "fn f(a: u8, b: bool) -> bool { (if on(0) { (a == 1) || (!b) } else { \
         (if on(1) { (a) != (1) } else { a == 1 }) && (if on(2) { b } else { !b }) }) }"
    );
}

#[test]
fn a_place_that_is_assigned_to_stays_a_place() {
    let source = "fn f(mut a: u8) { a += 1 + 1; }";
    let mutants = [("BinaryOperator", "+=", "-=")];
    assert_eq!(
        switched(source, &mutants),
        "fn f(mut a: u8) { (if on(0) { a -= (1 + 1) } else { a += 1 + 1 }); }"
    );
}

#[test]
fn a_function_returns_before_it_begins() {
    let source = "fn f() -> u8 { a + 1 }";
    let mutants = [("FnValue", "a + 1", "0"), ("BinaryOperator", "+", "-")];
    assert_eq!(
        switched(source, &mutants),
        "fn f() -> u8 { if on(0) { return 0; } (if on(1) { (a) - (1) } else { a + 1 }) }"
    );
}

#[test]
fn an_arm_is_left_out_by_a_guard() {
    let source = "fn f(a: u8) -> u8 { match a { 1 => 1, 2 if a < 3 => 2, _ => 3 } }";
    let mutants = [
        ("MatchArm", "1 => 1", ""),
        ("MatchArm", "2 if", ""),
        ("MatchArmGuard", "a < 3", "true"),
        ("BinaryOperator", "< 3", "=="),
    ];
    assert_eq!(
        switched(source, &mutants),
        "fn f(a: u8) -> u8 { match a { 1 if !on(0) => 1, \
         2 if !on(1) && ((if on(2) { true } else { (if on(3) { (a) == (3) } else { a < 3 }) })) => 2, _ => 3 } }"
    );
}

#[test]
fn the_arms_of_a_match_that_has_no_last_resort_all_stay() {
    let source = "fn f(a: Option<u8>) -> u8 { match a { _ if x => 0, Some(a) => a, None => 1 } }";
    assert_eq!(switched(source, &[("MatchArm", "None =>", "")]), source);
}

#[test]
fn a_field_is_left_to_the_rest() {
    let source = "fn f() -> A { A { one: 1, two: 2, ..rest() } }";
    let mutants = [("StructField", "one: 1", "")];
    assert_eq!(
        switched(source, &mutants),
        "fn f() -> A { (if on(0) { A { two: 2, ..rest() } } else { A { one: 1, two: 2, ..rest() } }) }"
    );
}

#[test]
fn what_is_evaluated_by_the_compiler_stays() {
    let source = "const A: u8 = 1 + 1; const fn f() -> u8 { 2 * 2 }";
    let mutants = [
        ("BinaryOperator", "+", "-"),
        ("FnValue", "2 * 2", "1"),
        ("BinaryOperator", "*", "+"),
    ];
    assert_eq!(switched(source, &mutants), source);
    assert_eq!(left(source, &mutants), [0, 1, 2]);
}

#[test]
fn a_condition_that_binds_stays() {
    let source = "fn f() { if let Some(a) = b && c {} }";
    assert_eq!(switched(source, &[("BinaryOperator", "&&", "||")]), source);
}

#[test]
fn columns_are_characters() {
    let source = "fn f() -> bool { \"ä\" == a }";
    let mutants = [("BinaryOperator", "==", "!=")];
    assert_eq!(
        switched(source, &mutants),
        "fn f() -> bool { (if on(0) { (\"ä\") != (a) } else { \"ä\" == a }) }"
    );
}
