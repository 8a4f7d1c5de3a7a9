//! Inputs that must compile, with warnings or, where a file denies them, without.

/// The documentation's account (with a warning), other partitions, paths, every character of a name.
#[test]
fn a19_values_that_sts_takes_compile() {
    trybuild::TestCases::new().pass("pass/a19_*.rs");
}

/// Models that share an access, by name or by default, in one batch or transaction.
#[test]
fn a21_models_of_one_access_go_together() {
    trybuild::TestCases::new().pass("pass/a21_one_access.rs");
}

/// Kinds that agree and can be told apart.
#[test]
fn w12_kinds_that_go_together_compile() {
    trybuild::TestCases::new().pass("pass/w12_kinds.rs");
}

/// `PynamoDB`'s documented examples, word for word.
#[test]
fn the_examples_of_the_documentation_compile() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/pynamodb_static_keys.rs");
    cases.pass("pass/pynamodb_role.rs");
    cases.pass("pass/role.rs");
}

/// Every option, as a literal, as a constant, from the environment; every option of a field, every form of a value,
/// every method of the expressions.
#[test]
fn every_option_and_every_kind_of_value_compiles() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/every_*.rs");
    cases.pass("pass/long_sessions.rs");
    cases.pass("pass/table_by_arn.rs");
}

/// `#[allow(deprecated)]` on the struct, and values that the derive cannot see.
#[test]
fn warnings_can_be_silenced() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/allowed_on_the_struct.rs");
    cases.pass("pass/secret_behind_a_constant.rs");
}
